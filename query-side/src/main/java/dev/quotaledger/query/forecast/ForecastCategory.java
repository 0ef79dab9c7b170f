package dev.quotaledger.query.forecast;

import dev.quotaledger.api.DealStage;

/** How sure a sales team is of an open deal, by its stage. */
enum ForecastCategory {
  /** Not counted on at all. */
  OMITTED,
  /** It may close. */
  PIPELINE,
  /** It closes if all goes well. */
  BEST_CASE,
  /** It is promised. */
  COMMIT,
  /** It is won. */
  CLOSED;

  static ForecastCategory of(DealStage stage) {
    return switch (stage) {
      case PROSPECTING, QUALIFIED -> PIPELINE;
      case PROPOSAL -> BEST_CASE;
      case NEGOTIATION -> COMMIT;
      case WON -> CLOSED;
      case LOST -> OMITTED;
    };
  }
}
