package dev.quotaledger.query.metrics;

import dev.quotaledger.api.AlertKind;
import dev.quotaledger.api.AlertSubject;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.query.WatchedFigures;
import dev.quotaledger.query.reference.QuotaFigures;
import dev.quotaledger.query.reference.WatchedNodes;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Coverage / required coverage, for alerts on who has too few open deals. Where nothing was won in the
 * year before, nobody knows what is required.
 */
@Component
final class WatchedCoverage implements WatchedFigures {

  /** A quota that is met needs no deals: more than any rule can ask for. */
  private static final BigDecimal MET = BigDecimal.valueOf(1_000);

  private final MetricsQueries queries;
  private final QuotaFigures quotas;

  WatchedCoverage(MetricsQueries queries, QuotaFigures quotas) {
    this.queries = queries;
    this.quotas = quotas;
  }

  @Override
  public AlertKind kind() {
    return AlertKind.COVERAGE_BELOW_REQUIRED;
  }

  @Override
  public Map<AlertSubject, BigDecimal> of(Watched watched) {
    MetricsRequest request = new MetricsRequest(
        WatchedNodes.groupBy(watched.level()).text(),
        null,
        watched.planId().value(),
        watched.period().periodId().value(),
        null,
        null,
        null,
        null,
        null);
    Asked asked = queries.ask(request, GroupBy.REP, CoverageFigures.GROUPS);
    return WatchedNodes.values(
        watched.level(),
        CoverageFigures.of(asked, quotas).byNode(),
        WatchedCoverage::shareOfRequired);
  }

  private static @Nullable BigDecimal shareOfRequired(Coverage figure) {
    BigDecimal coverage = figure.coverage();
    BigDecimal required = figure.requiredCoverage();
    if (coverage == null) {
      return "QUOTA_MET".equals(figure.reason()) ? MET : null;
    }
    return required == null ? null : Statistics.ratio(coverage, required);
  }
}
