package dev.quotaledger.api;

/** How sure a sales team is of a deal: by its stage, or while it is open as somebody said instead. */
public enum ForecastCategory {
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

  /** The category of a deal of which nobody said another one. */
  public static ForecastCategory of(DealStage stage) {
    return switch (stage) {
      case PROSPECTING, QUALIFIED -> PIPELINE;
      case PROPOSAL -> BEST_CASE;
      case NEGOTIATION -> COMMIT;
      case WON -> CLOSED;
      case LOST -> OMITTED;
    };
  }
}
