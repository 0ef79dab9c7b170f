package dev.quotaledger.query.pipeline;

import dev.quotaledger.api.AccountId;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.ForecastCategory;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.CreditTarget;
import dev.quotaledger.model.DealProgress.Passage;
import dev.quotaledger.query.store.FactJson;
import dev.quotaledger.query.store.PackedFacts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one document, column by column, since a figure reads tens of thousands of them: as one
 * JSON object a row they take five times as long to read. Days are those since 1970, texts of a
 * column are joined by line feeds, which no identifier has.
 *
 * @param target whom all rows belong to
 * @param present for each row whether it belongs in the bucket now; the columns behind the first
 *     four have a place for those only
 * @param passages for each row how many there are, and then stage and day of each
 * @param categories those that somebody said instead of the stages'; null where nobody did of any row
 * @param traceable null, for none, in documents that were written before there was this column
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: only the form in which rows are stored
record RowColumns(
    CreditTarget target,
    String ids,
    long[] versions,
    int[] lastEffectiveOn,
    Instant[] lastRecordedAt,
    boolean[] present,
    String sources,
    boolean[] shared,
    int[] stages,
    BigDecimal[] amounts,
    String currencies,
    int[] createdOn,
    int[] openedOn,
    int[] expectedCloseOn,
    int[] closedOn,
    String territories,
    String productLines,
    String accounts,
    String leads,
    int[] passages,
    @Nullable String categories,
    boolean @Nullable [] traceable) {

  /** The field of a document that holds them. */
  static final String FIELD = "rows";

  private static final String BETWEEN = "\n";
  private static final int NO_DAY = Integer.MIN_VALUE;
  private static final List<DealStage> STAGES = List.of(DealStage.values());

  private static final PackedFacts<RowColumns> PACKED =
      new PackedFacts<>(FactJson.PACKED, RowColumns.class);

  /** A document with the rows, in one order whatever order they came in. */
  static Document write(CreditTarget target, List<Stored<DealRow>> some) {
    return new Document(FIELD, pack(target, some));
  }

  /**
   * The rows as one value for a document, in one order whatever order they came in.
   *
   * @param target whom all of them belong to
   */
  static Binary pack(CreditTarget target, List<Stored<DealRow>> some) {
    List<Stored<DealRow>> stored =
        some.stream().sorted(Comparator.comparing(Stored::source)).toList();
    List<DealRow> rows =
        stored.stream().map(Stored::row).filter(Objects::nonNull).toList();
    return PACKED.pack(List.of(new RowColumns(
        target,
        texts(stored, Stored::source),
        stored.stream().mapToLong(Stored::version).toArray(),
        days(stored, Stored::lastEffectiveOn),
        stored.stream().map(Stored::lastRecordedAt).toArray(Instant[]::new),
        flags(stored, row -> row.row() != null),
        texts(rows, DealRow::source),
        flags(rows, DealRow::shared),
        numbers(rows, row -> STAGES.indexOf(row.stage())),
        rows.stream().map(RowColumns::amount).toArray(BigDecimal[]::new),
        texts(rows, row -> row.amount() == null ? null : row.amount().currency()),
        days(rows, DealRow::createdOn),
        days(rows, DealRow::openedOn),
        days(rows, DealRow::expectedCloseOn),
        days(rows, DealRow::closedOn),
        texts(rows, row -> row.territoryId() == null ? null : row.territoryId().value()),
        texts(rows, row -> row.productLine() == null ? null : row.productLine().value()),
        texts(rows, row -> row.accountId() == null ? null : row.accountId().value()),
        texts(rows, row -> row.leadId() == null ? null : row.leadId().value()),
        rows.stream().flatMapToInt(RowColumns::passages).toArray(),
        rows.stream().allMatch(row -> row.overriddenAs() == null)
            ? null
            : texts(rows, DealRow::overriddenAs),
        flags(
            stored.stream().filter(row -> row.row() != null).toList(),
            row -> Boolean.TRUE.equals(row.traceable())))));
  }

  /** The rows of a document; none where there is no document. */
  static List<Stored<DealRow>> read(@Nullable Document document) {
    return read(document, FIELD);
  }

  /** The rows of one field of a document; none where there is no such field. */
  static List<Stored<DealRow>> read(@Nullable Document document, String field) {
    List<RowColumns> columns = PACKED.unpack(document, field);
    return columns.isEmpty() ? List.of() : columns.getFirst().new Reading().rows();
  }

  private static @Nullable BigDecimal amount(DealRow row) {
    return row.amount() == null ? null : row.amount().amount();
  }

  private static IntStream passages(DealRow row) {
    return IntStream.concat(
        IntStream.of(row.passages().size()),
        row.passages().stream()
            .flatMapToInt(passage ->
                IntStream.of(STAGES.indexOf(passage.stage()), day(passage.enteredOn()))));
  }

  private static <T> String texts(List<T> rows, Function<T, @Nullable Object> value) {
    List<String> texts = new ArrayList<>();
    rows.forEach(row -> texts.add(Objects.toString(value.apply(row), "")));
    return String.join(BETWEEN, texts);
  }

  private static <T> int[] numbers(List<T> rows, ToIntFunction<T> value) {
    return rows.stream().mapToInt(value).toArray();
  }

  private static <T> int[] days(List<T> rows, Function<T, @Nullable LocalDate> value) {
    return numbers(rows, row -> day(value.apply(row)));
  }

  private static int day(@Nullable LocalDate day) {
    return day == null ? NO_DAY : Math.toIntExact(day.toEpochDay());
  }

  private static <T> boolean[] flags(List<T> rows, Function<T, Boolean> value) {
    boolean[] flags = new boolean[rows.size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = value.apply(rows.get(i));
    }
    return flags;
  }

  /** Goes through the columns once. */
  private final class Reading {

    private final String[] deals = ids.split(BETWEEN, -1);
    private final String[] systems = sources.split(BETWEEN, -1);
    private final String[] moneys = currencies.split(BETWEEN, -1);
    private final String[] lands = territories.split(BETWEEN, -1);
    private final String[] lines = productLines.split(BETWEEN, -1);
    private final String[] customers = accounts.split(BETWEEN, -1);
    private final String[] origins = leads.split(BETWEEN, -1);
    private final String[] sureness =
        categories == null ? new String[0] : categories.split(BETWEEN, -1);
    private int passage;

    private List<Stored<DealRow>> rows() {
      List<Stored<DealRow>> rows = new ArrayList<>(versions.length);
      int at = 0;
      for (int i = 0; i < versions.length; i++) {
        boolean traces = present[i] && traceable != null && traceable[at];
        rows.add(new Stored<>(
            deals[i],
            versions[i],
            LocalDate.ofEpochDay(lastEffectiveOn[i]),
            lastRecordedAt[i],
            present[i] ? row(new DealId(deals[i]), at++) : null,
            traces));
      }
      return rows;
    }

    private DealRow row(DealId dealId, int i) {
      BigDecimal amount = amounts[i];
      return new DealRow(
          dealId,
          systems[i],
          target,
          shared[i],
          STAGES.get(stages[i]),
          sureness.length == 0 ? null : named(sureness[i], ForecastCategory::valueOf),
          amount == null ? null : new Money(amount, Currency.getInstance(moneys[i])),
          dayOf(createdOn[i]),
          LocalDate.ofEpochDay(openedOn[i]),
          dayOf(expectedCloseOn[i]),
          dayOf(closedOn[i]),
          named(lands[i], TerritoryId::new),
          named(lines[i], ProductLine::new),
          named(customers[i], AccountId::new),
          named(origins[i], LeadId::new),
          passages());
    }

    private List<Passage> passages() {
      Passage[] result = new Passage[passages[passage++]];
      for (int i = 0; i < result.length; i++) {
        DealStage stage = STAGES.get(passages[passage++]);
        result[i] = new Passage(stage, LocalDate.ofEpochDay(passages[passage++]));
      }
      return Arrays.asList(result);
    }

    private static @Nullable LocalDate dayOf(int day) {
      return day == NO_DAY ? null : LocalDate.ofEpochDay(day);
    }

    private static <T> @Nullable T named(String text, Function<String, T> type) {
      return text.isEmpty() ? null : type.apply(text);
    }
  }
}
