package dev.quotaledger.query.standing;

import dev.quotaledger.api.Money;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.QuotaFigure;
import java.util.Currency;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a figure differs between two moments of knowledge.
 *
 * @param quota how the quota does
 * @param credited how the credit does
 */
record Change(Difference quota, Difference credited) {

  /**
   * Two amounts; nothing counts as zero in what they differ by.
   *
   * @param before null where there was none
   * @param after null where there is none
   * @param by after - before
   */
  record Difference(@Nullable Money before, @Nullable Money after, Money by) {

    private static Difference of(@Nullable Money before, @Nullable Money after, Currency currency) {
      return new Difference(before, after, orZero(after, currency).minus(orZero(before, currency)));
    }

    private static Money orZero(@Nullable Money money, Currency currency) {
      return Objects.requireNonNullElse(money, Money.zero(currency));
    }

    /** Whether it differs: a quota of zero does from none. */
    private boolean differs() {
      return !Objects.equals(before, after);
    }
  }

  /** The changes of those figures that differ. */
  static SortedMap<Node, Change> between(
      Map<Node, QuotaFigure> before, Map<Node, QuotaFigure> after, Currency currency) {
    TreeSet<Node> nodes = new TreeSet<>(before.keySet());
    nodes.addAll(after.keySet());
    SortedMap<Node, Change> changes = new TreeMap<>();
    for (Node node : nodes) {
      Optional<QuotaFigure> then = Optional.ofNullable(before.get(node));
      Optional<QuotaFigure> now = Optional.ofNullable(after.get(node));
      Money nothing = Money.zero(currency);
      Change change = new Change(
          Difference.of(
              then.map(QuotaFigure::quota).orElse(null),
              now.map(QuotaFigure::quota).orElse(null),
              currency),
          Difference.of(
              then.map(QuotaFigure::credited).orElse(nothing),
              now.map(QuotaFigure::credited).orElse(nothing),
              currency));
      if (change.quota.differs() || change.credited.differs()) {
        changes.put(node, change);
      }
    }
    return changes;
  }
}
