package dev.quotaledger.query.quality;

import dev.quotaledger.api.AlertKind;
import dev.quotaledger.api.AlertSubject;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.WatchedFigures;
import dev.quotaledger.query.pipeline.Pipeline;
import java.math.BigDecimal;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How many deals and leads do not fit: all there are, since they belong to no plan. */
@Component
final class WatchedFindings implements WatchedFigures {

  private final Pipeline pipeline;

  WatchedFindings(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public AlertKind kind() {
    return AlertKind.DATA_QUALITY;
  }

  @Override
  public Map<AlertSubject, BigDecimal> of(Watched watched) {
    int findings = Findings.in(pipeline.seen(View.LIVE), View.LIVE).size();
    return Map.of(
        new AlertSubject(watched.level(), watched.planId().value()), BigDecimal.valueOf(findings));
  }
}
