package dev.quotaledger.query.standing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quotaledger.api.Period;
import dev.quotaledger.model.attainment.Basis;
import dev.quotaledger.model.attainment.Node;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The addresses of the reads that explain figures and what they lack. */
final class Explained {

  private final Asked asked;
  private final Period period;
  private final String groupBy;

  Explained(Asked asked, Period period, String groupBy) {
    this.asked = asked;
    this.period = period;
    this.groupBy = groupBy;
  }

  /** The facts behind the figure, as this view has it. */
  String figure(Node node) {
    return facts(node, asked.view().knownAt());
  }

  /** What the gap is seen from: the lines of a rep or line, or the holders of a territory. */
  String gap(Gap gap) {
    String view = parameter("asOf", asked.view().asOf())
        + parameter("knownAt", asked.view().knownAt());
    return switch (gap.kind()) {
      case REP_WITHOUT_QUOTA, QUOTA_WITHOUT_REP ->
        plan() + "/quotas?subject=" + encoded(gap.of().id()) + view;
      case QUOTA_WITHOUT_HOLDER, TERRITORY_VACANT ->
        "/api/v1/territories/" + encoded(gap.territory()) + view.replaceFirst("&", "?");
    };
  }

  /** The facts behind the figure as known at the moment; null for all that is known. */
  String facts(Node node, @Nullable Instant knownAt) {
    return plan()
        + "/attainment/explain?groupBy=%s&subject=%s&period=%s"
            .formatted(groupBy, encoded(node.id()), encoded(period.periodId().value()))
        + basis()
        + parameter("asOf", asked.view().asOf())
        + parameter("knownAt", knownAt);
  }

  /**
   * What was recorded of the lines since the day, in all periods of the plan; null for what has no
   * history of its own.
   */
  @Nullable
  String history(Node node, LocalDate since) {
    String about = switch (node.type()) {
      case REP, TEAM, HOUSE -> "&subject=" + encoded(node.id());
      case TERRITORY -> "&territory=" + encoded(node.id());
      case PLAN -> "";
      case PRODUCT_LINE, LEAD_SOURCE, COMPANY -> null;
    };
    return about == null
        ? null
        : plan()
            + "/history?from=" + since
            + about
            + parameter("asOf", asked.view().asOf())
            + parameter("knownAt", asked.view().knownAt());
  }

  private String plan() {
    return "/api/v1/plans/" + encoded(asked.plan().frame().planId().value());
  }

  private String basis() {
    return switch (asked.plan().basis()) {
      case EARNED -> "";
      case POSTED -> parameter("basis", Basis.POSTED);
    };
  }

  private static String parameter(String name, @Nullable Object value) {
    return value == null ? "" : "&" + name + "=" + encoded(value.toString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
