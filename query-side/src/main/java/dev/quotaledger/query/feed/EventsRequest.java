package dev.quotaledger.query.feed;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.query.ReadParameters;
import dev.quotaledger.query.ledger.EntryFilter;
import dev.quotaledger.query.ledger.Ledger;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Which events are asked for. The values are what a client sent, not checked.
 *
 * @param after the index behind which to begin; null for the beginning
 * @param limit the most events of a page; null for the usual number
 * @param type public types, separated by commas; null for all
 * @param subject what they are about; null for all
 * @param from the first day, in UTC, on which they were recorded; null for all
 */
record EventsRequest(
    @Parameter(description = "The index behind which to begin: the next of the page before.")
    @Nullable
    String after,

    @Nullable String limit,

    @Parameter(
        description =
            "Public types with or without dev.quotaledger., separated by commas; quota.* for all"
                + " that begin so.")
    @Nullable
    String type,

    @Parameter(description = "What the events are about, such as plan/fy26.") @Nullable
    String subject,

    @Parameter(description = "The first day, in UTC, on which they were recorded.") @Nullable
    String from) {

  static final int MOST = 1_000;
  private static final int USUAL = 100;
  private static final int LONGEST_INDEX = 18;

  /** What is wanted. */
  EntryFilter filter() {
    return EntryFilter.parse(type, subject, ReadParameters.date("from", from));
  }

  /** The most events of a page. */
  int most() {
    if (limit == null) {
      return USUAL;
    }
    if (!limit.matches("[1-9][0-9]{0,5}") || Integer.parseInt(limit) > MOST) {
      throw new InvalidValue("limit", "an integer from 1 to " + MOST, limit);
    }
    return Integer.parseInt(limit);
  }

  /**
   * The first index that is looked at.
   *
   * @param name what the client calls the index behind which to begin
   * @param text the index; null for the beginning
   * @throws InvalidValue where it is no number, or the ledger does not have it
   */
  static long first(String name, @Nullable String text, Ledger ledger) {
    if (text == null) {
      return 0;
    }
    if (text.length() > LONGEST_INDEX || !text.matches("[0-9]+")) {
      throw new InvalidValue(name, "the index of an event in the ledger", text);
    }
    long index = Long.parseLong(text);
    if (!ledger.has(index)) {
      throw new InvalidValue(name, "an index below " + ledger.size(), text);
    }
    return index + 1;
  }
}
