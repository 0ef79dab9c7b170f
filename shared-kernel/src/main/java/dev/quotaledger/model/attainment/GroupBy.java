package dev.quotaledger.model.attainment;

import dev.quotaledger.api.InvalidValue;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What a figure is broken down by. */
public enum GroupBy {
  REP("rep"),
  TEAM("team"),
  TERRITORY("territory"),
  PRODUCT_LINE("productLine"),
  LEAD_SOURCE("leadSource"),
  PLAN("plan");

  private final String text;

  GroupBy(String text) {
    this.text = text;
  }

  /** The word for it in an address. */
  public String text() {
    return text;
  }

  /** Reads a query parameter; throws {@link InvalidValue} for anything but these. */
  public static GroupBy parse(String text, Set<GroupBy> allowed) {
    return allowed.stream()
        .filter(value -> value.text.equals(text))
        .findFirst()
        .orElseThrow(() -> new InvalidValue(
            "groupBy",
            Arrays.stream(values())
                .filter(allowed::contains)
                .map(GroupBy::text)
                .collect(Collectors.joining(", ")),
            text));
  }
}
