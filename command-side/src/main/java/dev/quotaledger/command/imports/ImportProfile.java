package dev.quotaledger.command.imports;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How an export of another system is read as a file of deals. Names of columns, stages and owners
 * match whatever their case; columns that it does not name are passed over.
 *
 * @param basedOn the profile from which everything comes that this one does not say; null for none
 * @param version which version of the profile this is, as every import says that used it
 * @param source the source of the deals
 * @param idPrefix what is put before the ids of deals, so that those of two systems differ
 * @param columns by column of a file of deals, that of the export; those of the id and the stage are
 *     needed
 * @param closeDate the column of the one close date: of a closed deal the day on which it closed, of
 *     an open one that on which it is expected to
 * @param isClosed a column that says by true or false whether a deal is closed, whatever its stage
 * @param isWon a column that says by true or false whether it is won
 * @param isDeleted a column that says by true or false whether it was deleted there
 * @param stages by stage of the export, ours
 * @param owners by owner in the export, the id of the rep; an owner who is not listed is one
 * @param currency that of amounts without one
 * @param timeZone that in which the day of a moment is taken; UTC when it is not said here, nor by
 *     the calendar that a request names
 * @param dateFormat a further form of dates, such as {@code M/d/yyyy}; ISO 8601 is always read
 */
record ImportProfile(
    @Nullable String basedOn,
    @Nullable String version,
    @Nullable String source,
    @Nullable String idPrefix,
    @DefaultValue Map<String, String> columns,
    @Nullable String closeDate,
    @Nullable String isClosed,
    @Nullable String isWon,
    @Nullable String isDeleted,
    @DefaultValue Map<String, String> stages,
    @DefaultValue Map<String, String> owners,
    @Nullable String currency,
    @Nullable String timeZone,
    @Nullable String dateFormat) {

  /** Throws where there is no such time zone, or the form is none of dates. */
  ImportProfile {
    columns = copied(columns);
    stages = copied(stages);
    owners = copied(owners);
    if (timeZone != null) {
      ZoneId.of(timeZone);
    }
    if (dateFormat != null) {
      var _ = DateTimeFormatter.ofPattern(dateFormat, Locale.ROOT);
    }
  }

  /** This one, and what it does not say, from another. */
  ImportProfile over(ImportProfile base) {
    return new ImportProfile(
        null,
        either(version, base.version),
        either(source, base.source),
        either(idPrefix, base.idPrefix),
        merged(base.columns, columns),
        either(closeDate, base.closeDate),
        either(isClosed, base.isClosed),
        either(isWon, base.isWon),
        either(isDeleted, base.isDeleted),
        merged(base.stages, stages),
        merged(base.owners, owners),
        either(currency, base.currency),
        either(timeZone, base.timeZone),
        either(dateFormat, base.dateFormat));
  }

  /** The same for one request. */
  ImportProfile with(@Nullable String ownCurrency, @Nullable String ownTimeZone) {
    return new ImportProfile(
        null,
        version,
        source,
        idPrefix,
        columns,
        closeDate,
        isClosed,
        isWon,
        isDeleted,
        stages,
        owners,
        either(ownCurrency, currency),
        either(ownTimeZone, timeZone),
        dateFormat);
  }

  private static @Nullable String either(@Nullable String own, @Nullable String other) {
    return own == null ? other : own;
  }

  private static Map<String, String> copied(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : Map.copyOf(map);
  }

  private static Map<String, String> merged(Map<String, String> base, Map<String, String> own) {
    Map<String, String> all = new HashMap<>(base);
    own.forEach((key, value) -> {
      all.keySet().removeIf(key::equalsIgnoreCase);
      all.put(key, value);
    });
    return all;
  }
}
