package dev.quotaledger.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was spent to win customers over a stretch of days.
 *
 * @param category the kind of cost, such as {@code marketing} or {@code salaries}: 1 to 100
 *     characters
 * @param channel where it was spent, such as {@code search ads}: 1 to 100 characters; null for none
 * @param amount the whole of it; negative for a refund
 * @param from the first of its days
 * @param until the last of its days, not before the first and within ten years of it
 * @param teamId the team that it was spent for; null for the company
 * @param productLine the product line that it was spent for; null for all
 */
public record SpendFacts(
    String category,
    @Nullable String channel,
    Money amount,
    LocalDate from,
    LocalDate until,
    @Nullable TeamId teamId,
    @Nullable ProductLine productLine) {

  /** The most years that an amount may be spread over. */
  public static final int MAX_YEARS = 10;

  /** Throws {@link InvalidValue} where a field or a combination of fields is not as above. */
  public SpendFacts {
    Text.checkName("category", category, 100);
    if (channel != null) {
      Text.checkName("channel", channel, 100);
    }
    if (until.isBefore(from) || !until.isBefore(from.plusYears(MAX_YEARS))) {
      throw new InvalidValue(
          "until",
          "a day from %s to %s".formatted(from, from.plusYears(MAX_YEARS).minusDays(1)),
          until.toString());
    }
  }

  /** Its days. */
  @JsonIgnore
  public DateRange days() {
    return DateRange.ofDays(from, until);
  }
}
