package dev.quotaledger.query.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quotaledger.api.AlertEvent.AlertRaised;
import dev.quotaledger.api.AlertLevel;
import java.net.URLEncoder;
import java.time.Instant;

/** Where the figure is explained that raised an alert, as it was known then. */
final class Explained {

  private static final String API = "/api/v1";

  private Explained() {}

  static String path(AlertRaised raised, Instant knownAt) {
    String plan = API + "/plans/" + encoded(raised.planId().value());
    String period = "?period=" + encoded(raised.periodId().value());
    String known = "&knownAt=" + knownAt;
    String of = "&groupBy=" + groupBy(raised.subject().type()) + "&subject="
        + encoded(raised.subject().id());
    return switch (raised.kind()) {
      case PACE_BELOW -> plan + "/pace" + period + of + known;
      case ATTAINMENT_REACHED -> plan + "/attainment/explain" + period + of + known;
      case COVERAGE_BELOW_REQUIRED ->
        API + "/metrics/coverage/explain" + period + "&planId="
            + encoded(raised.planId().value()) + of + known;
      case QUOTA_UNREALISTIC, FORECAST_DROP -> plan + "/forecast/explain" + period + of + known;
      case TERRITORY_UNASSIGNED -> plan + "/gaps" + period + known;
      case DATA_QUALITY -> API + "/data-quality/findings?knownAt=" + knownAt;
    };
  }

  private static String groupBy(AlertLevel level) {
    return switch (level) {
      case REP -> "rep";
      case TEAM -> "team";
      case PLAN -> "plan";
      case TERRITORY -> "territory";
    };
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
