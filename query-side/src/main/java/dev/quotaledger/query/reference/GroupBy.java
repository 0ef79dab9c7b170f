package dev.quotaledger.query.reference;

import dev.quotaledger.api.InvalidValue;
import java.util.Arrays;

/** What a figure is broken down by. */
public enum GroupBy {
  REP("rep"),
  TEAM("team"),
  TERRITORY("territory"),
  PRODUCT_LINE("productLine"),
  PLAN("plan");

  private final String text;

  GroupBy(String text) {
    this.text = text;
  }

  /** The word for it in an address. */
  public String text() {
    return text;
  }

  /** Reads a query parameter; throws {@link InvalidValue} for anything else. */
  public static GroupBy parse(String text) {
    return Arrays.stream(values())
        .filter(value -> value.text.equals(text))
        .findFirst()
        .orElseThrow(
            () -> new InvalidValue("groupBy", "rep, team, territory, productLine or plan", text));
  }
}
