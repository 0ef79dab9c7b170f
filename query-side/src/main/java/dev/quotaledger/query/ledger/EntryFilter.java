package dev.quotaledger.query.ledger;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.published.PublishedType;
import dev.quotaledger.published.PublishedTypes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which entries somebody wants.
 *
 * @param types the public types; null for all
 * @param subject what they are about, such as {@code plan/fy26}; null for all
 * @param from those recorded then or later; null for all
 */
public record EntryFilter(
    @Nullable Set<String> types,
    @Nullable String subject,
    @Nullable Instant from) {

  /** Every entry. */
  public static final EntryFilter ALL = new EntryFilter(null, null, null);

  private static final int LONGEST_SUBJECT = 300;
  private static final int LONGEST_TYPES = 4_000;

  /**
   * What the parameters of a request ask for.
   *
   * @param type public types with or without their prefix, separated by commas; one that ends with
   *     {@code *} stands for all that begin so; null for all
   * @param subject what they are about; null for all
   * @param from the first day, in UTC, on which they were recorded; null for all
   * @throws InvalidValue where there is no such type, or a subject of no form
   */
  public static EntryFilter parse(
      @Nullable String type, @Nullable String subject, @Nullable LocalDate from) {
    if (subject != null && (!subject.contains("/") || subject.length() > LONGEST_SUBJECT)) {
      throw new InvalidValue("subject", "a kind and an id such as plan/fy26", subject);
    }
    return new EntryFilter(
        type == null ? null : types(type),
        subject,
        from == null ? null : from.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private static Set<String> types(String text) {
    if (text.length() > LONGEST_TYPES) {
      throw new InvalidValue("type", "at most " + LONGEST_TYPES + " characters", text);
    }
    return Arrays.stream(text.split(",", -1))
        .flatMap(each -> named(each.strip()).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> named(String text) {
    String full = text.startsWith(PublishedType.PREFIX) ? text : PublishedType.PREFIX + text;
    Set<String> found = PublishedTypes.all().stream()
        .map(PublishedType::fullName)
        .filter(name -> full.endsWith("*")
            ? name.startsWith(full.substring(0, full.length() - 1))
            : name.equals(full))
        .collect(Collectors.toSet());
    if (found.isEmpty()) {
      throw new InvalidValue("type", "public types such as quota.set.v1, or quota.*", text);
    }
    return found;
  }

  /** Whether it wants the entry. */
  public boolean wants(LedgerEntry entry) {
    return (types == null || types.contains(entry.type()))
        && (subject == null || subject.equals(entry.subject()))
        && (from == null || !entry.recordedAt().isBefore(from));
  }
}
