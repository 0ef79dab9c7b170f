package dev.quotaledger.api;

/**
 * Identifies what is said of how one period of a plan will end for somebody. The stores take no longer
 * identifier of a stream, so the three parts have at most {@value #LONGEST} characters together.
 *
 * @param subject a rep, a team, or the house for the whole plan
 */
public record ForecastCallId(PlanId planId, PeriodId periodId, Subject subject) {

  private static final int LONGEST = 240;

  /** Throws {@link InvalidValue} where the three parts are too long together. */
  public ForecastCallId {
    int length = text(planId, periodId, subject).length();
    if (length > LONGEST) {
      throw new InvalidValue(
          "periodId",
          "planId, periodId and subject.id of at most 230 characters together",
          length + " characters");
    }
  }

  /** The three parts in one line; none of them has a slash. */
  public String text() {
    return text(planId, periodId, subject);
  }

  private static String text(PlanId planId, PeriodId periodId, Subject subject) {
    return planId.value() + "/" + periodId.value() + "/" + subject;
  }

  /** The identifier with its type's prefix, so that no two kinds of thing share a stream. */
  @Override
  public String toString() {
    return "call-" + text();
  }
}
