package dev.quotaledger.command.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a file can hold: one kind of thing a row. */
@SuppressWarnings("ImmutableEnumChecker") // the sets are
public enum ImportKind {
  /** The periods of calendars; all of one calendar are decided together. */
  PERIODS("calendarId,periodId,firstDay,lastDay", "parentId"),
  /** Teams, a parent before those below it. */
  TEAMS("teamId,name", "parentTeamId"),
  /** Reps, a manager before their reps; with a last day where they have left. */
  REPS("repId,name,hiredOn", "teamId,managerId,lastDay"),
  /** Territories; a potential is an amount and a currency, {@code 250000 USD}. */
  TERRITORIES("territoryId,name", "potential"),
  /** Who holds which territory; both days are inclusive. */
  ASSIGNMENTS("territoryId,repId,from,role", "until"),
  /** Quota lines. */
  QUOTAS(
      "planId,subjectType,periodId,amount", "subjectId,territoryId,productLine,reason,effectiveOn"),
  /** Quota lines, a subject a row and a period a column; each filled cell is decided by itself. */
  QUOTA_SHEETS("planId,subjectType", "subjectId,territoryId,productLine,reason,effectiveOn"),
  /** Deals as their source has them. */
  DEALS(
      "dealId,source,stage",
      "repId,territoryId,accountId,productLine,amount,currency,createdOn,expectedCloseOn,closedOn,"
          + "leadId,sourceVersion"),
  /** Shares of the credit for deals; the rows of one deal follow each other. */
  SPLITS("dealId,repId,percent", "reason"),
  /** How deals were at moments in the past; an amount without a currency is in that of its deal. */
  DEAL_HISTORY("dealId,source,changedAt,stage", "amount,currency,expectedCloseOn,repId"),
  /** Leads as their source has them. */
  LEADS(
      "leadId,source,status", "repId,createdOn,convertedDealId,convertedOn,disqualifiedOn,reason"),
  /** What was spent to win customers; both days are inclusive. */
  SPEND("spendId,category,amount,currency,from,until", "channel,teamId,productLine");

  private final Set<String> required;
  private final Set<String> optional;

  ImportKind(String required, String optional) {
    this.required = Set.of(required.split(","));
    this.optional = Set.of(optional.split(","));
  }

  /** The kind of that name in a path, such as {@code deals}; empty when there is none. */
  public static Optional<ImportKind> named(String name) {
    return Arrays.stream(values()).filter(kind -> kind.pathName().equals(name)).findFirst();
  }

  /** All names, for people. */
  static String names() {
    return Arrays.stream(values()).map(ImportKind::pathName).collect(Collectors.joining(", "));
  }

  /** The name in paths: {@code deals}. */
  public String pathName() {
    String[] words = name().toLowerCase(Locale.ROOT).split("_");
    return words[0]
        + Arrays.stream(words)
            .skip(1)
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
  }

  /** Whether rows of this kind have the column, of whatever file. */
  boolean knows(String column) {
    return required.contains(column) || optional.contains(column);
  }

  /**
   * Why a file of these columns is not of this kind; empty when it is.
   *
   * @param columns the names in the header, in its order
   */
  Optional<String> mismatch(List<String> columns) {
    Set<String> present = Set.copyOf(columns.stream().distinct().toList());
    List<String> missing =
        required.stream().filter(column -> !present.contains(column)).toList();
    List<String> others = columns.stream().filter(column -> !knows(column)).toList();
    List<String> unknown = others.stream()
        .filter(column -> this != QUOTA_SHEETS || !QuotaSheet.isPeriod(column))
        .toList();
    if (this == QUOTA_SHEETS && others.isEmpty()) {
      return Optional.of("This is not a file of quotaSheets: it has no column named by a period.");
    }
    if (!missing.isEmpty() || !unknown.isEmpty()) {
      return Optional.of("This is not a file of %s:%s%s expected a header of %s, and optionally %s."
          .formatted(
              pathName(),
              missing.isEmpty() ? "" : " it lacks " + listed(missing) + ";",
              unknown.isEmpty()
                  ? ""
                  : " it has '" + shortened(listed(unknown)) + "', which is unknown;",
              listed(required.stream().toList()),
              listed(optional.stream().toList())));
    }
    return present.size() < columns.size()
        ? Optional.of("Each column may be named once, but the header was " + columns + ".")
        : Optional.empty();
  }

  private static String listed(List<String> columns) {
    return columns.stream().sorted().collect(Collectors.joining(", "));
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "...";
  }
}
