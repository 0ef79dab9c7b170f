package dev.quotaledger.query.reference;

import dev.quotaledger.api.AlertLevel;
import dev.quotaledger.api.AlertSubject;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What alert rules call the things that figures are of. */
public final class WatchedNodes {

  private WatchedNodes() {}

  /** What figures of the level are broken down by. */
  public static GroupBy groupBy(AlertLevel level) {
    return switch (level) {
      case REP -> GroupBy.REP;
      case TEAM -> GroupBy.TEAM;
      case PLAN -> GroupBy.PLAN;
      case TERRITORY -> GroupBy.TERRITORY;
    };
  }

  /** What figures of the subject are of. */
  public static Node node(AlertSubject subject) {
    return new Node(type(subject.type()), subject.id());
  }

  /**
   * The numbers in figures of the level, by subject; the house has none.
   *
   * @param value the number in a figure; null where it has none, so that it is left out
   */
  public static <F> Map<AlertSubject, BigDecimal> values(
      AlertLevel level, Map<Node, F> figures, Function<F, @Nullable BigDecimal> value) {
    Map<AlertSubject, BigDecimal> values = new TreeMap<>();
    figures.forEach((node, figure) -> {
      BigDecimal number = node.type() == type(level) ? value.apply(figure) : null;
      if (number != null) {
        values.put(new AlertSubject(level, node.id()), number);
      }
    });
    return values;
  }

  private static Node.Type type(AlertLevel level) {
    return switch (level) {
      case REP -> Node.Type.REP;
      case TEAM -> Node.Type.TEAM;
      case PLAN -> Node.Type.PLAN;
      case TERRITORY -> Node.Type.TERRITORY;
    };
  }
}
