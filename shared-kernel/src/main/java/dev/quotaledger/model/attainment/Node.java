package dev.quotaledger.model.attainment;

import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryId;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a figure is of.
 *
 * @param id the bare id; {@code house} for the house
 */
public record Node(Type type, String id) implements Comparable<Node> {

  /** The kinds of thing that figures are of, in the order of an answer. */
  public enum Type {
    PLAN,
    COMPANY,
    REP,
    TEAM,
    TERRITORY,
    PRODUCT_LINE,
    LEAD_SOURCE,
    HOUSE
  }

  /** The whole company, for figures that are of no plan. */
  public static final Node COMPANY = new Node(Type.COMPANY, "company");

  /** Where nobody is found. */
  public static final Node HOUSE = new Node(Type.HOUSE, Subject.HOUSE_ID);

  private static final Comparator<Node> ORDER =
      Comparator.comparing(Node::type).thenComparing(Node::id);

  public static Node of(Subject subject) {
    return switch (subject.type()) {
      case REP -> new Node(Type.REP, subject.id());
      case TEAM -> new Node(Type.TEAM, subject.id());
      case HOUSE -> HOUSE;
    };
  }

  public static Node rep(@Nullable RepId repId) {
    return repId == null ? HOUSE : new Node(Type.REP, repId.value());
  }

  public static Node team(TeamId teamId) {
    return new Node(Type.TEAM, teamId.value());
  }

  public static Node territory(TerritoryId territoryId) {
    return new Node(Type.TERRITORY, territoryId.value());
  }

  public static Node productLine(ProductLine productLine) {
    return new Node(Type.PRODUCT_LINE, productLine.value());
  }

  public static Node leadSource(String source) {
    return new Node(Type.LEAD_SOURCE, source);
  }

  public static Node plan(PlanId planId) {
    return new Node(Type.PLAN, planId.value());
  }

  @Override
  public int compareTo(Node other) {
    return ORDER.compare(this, other);
  }
}
