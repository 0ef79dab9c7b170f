package dev.quotaledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Identifies what is said of how one period of a plan will end for somebody.
 *
 * @param subject a rep, a team, or the house for the whole plan
 */
public record ForecastCallId(PlanId planId, PeriodId periodId, Subject subject) {

  /** The three parts in one line; none of them has a slash. */
  public String text() {
    return planId.value() + "/" + periodId.value() + "/" + subject;
  }

  /**
   * The stream's identifier. The three parts together may be longer than a store takes, so it is made
   * of a digest of them.
   */
  @Override
  public String toString() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text().getBytes(UTF_8));
      return "call-" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
