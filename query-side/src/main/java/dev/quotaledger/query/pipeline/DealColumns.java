package dev.quotaledger.query.pipeline;

import static java.util.stream.Collectors.joining;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.CreditTarget;
import dev.quotaledger.model.DealProgress;
import dev.quotaledger.model.attainment.Belonging;
import dev.quotaledger.model.attainment.View;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The deals of one target in one document as they stand now, in columns of numbers: a figure goes
 * through a hundred thousand of them in milliseconds, where rows would have to be decoded again.
 * Nothing is rounded: an amount is a whole number of its ten-thousandths.
 *
 * <p>Parts of shared deals, and deals whose amount is too large for that, are rows beside the columns.
 * The others stand in the order of their amounts, so that whoever sorts the amounts of several
 * documents has little to do.
 */
public final class DealColumns {

  private static final List<DealStage> STAGES = List.of(DealStage.values());
  private static final int NO_DAY = Integer.MIN_VALUE;

  /** With more digits before the decimal point, ten-thousandths may not fit into 64 bits. */
  private static final int MOST_DIGITS = 14;

  private static final String BETWEEN = "\n";
  private static final int BYTES_OF_A_DEAL = 35;
  private static final int BYTES_OF_A_PASSAGE = 4;
  private static final int BYTES_OF_A_PLACE = 80;
  private static final int BYTES_OF_A_ROW = 500;

  private final String documentId;
  private final CreditTarget target;
  private final LocalDate lastEffectiveOn;
  private final Instant lastRecordedAt;
  private final LocalDate firstOpenedOn;

  /** A line each: of those in the columns, and then of those that do not belong there now. */
  private final String ids;

  private final List<DealRow> apart;
  private final List<Currency> currencies = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();
  private final byte[] stages;
  private final long[] amounts;
  private final short[] currencyOf;
  private final int[] createdOn;
  private final int[] begunOn;
  private final int[] closedOn;
  private final int[] placeOf;
  private final int[] passages;
  private final int[] passagesUntil;

  /** What decides to whom a deal of the target belongs; of an open deal without the day. */
  private record Place(
      @Nullable LocalDate closedOn,
      @Nullable TerritoryId territoryId,
      @Nullable ProductLine productLine) {}

  /** Of what one document holds: all rows are of one target. */
  DealColumns(String documentId, List<Stored<DealRow>> stored) {
    this.documentId = documentId;
    this.lastEffectiveOn = stored.stream()
        .map(Stored::lastEffectiveOn)
        .max(Comparator.naturalOrder())
        .orElse(LocalDate.MIN);
    this.lastRecordedAt = stored.stream()
        .map(Stored::lastRecordedAt)
        .max(Comparator.naturalOrder())
        .orElse(Instant.MIN);
    this.firstOpenedOn = stored.stream()
        .map(DealColumns::traceableSince)
        .min(Comparator.naturalOrder())
        .orElse(LocalDate.MAX);
    List<DealRow> rows =
        stored.stream().map(Stored::row).filter(Objects::nonNull).toList();
    this.target = rows.isEmpty() ? CreditTarget.NOBODY : rows.getFirst().target();
    this.apart = rows.stream().filter(row -> !fits(row)).toList();
    List<DealRow> plain = rows.stream()
        .filter(DealColumns::fits)
        .sorted(Comparator.comparingLong(DealColumns::units))
        .toList();
    this.stages = new byte[plain.size()];
    this.amounts = plain.stream().mapToLong(DealColumns::units).toArray();
    this.currencyOf = new short[plain.size()];
    this.createdOn = days(plain, DealRow::createdOn);
    this.begunOn = days(plain, DealRow::begunOn);
    this.closedOn = days(plain, DealRow::closedOn);
    this.placeOf = new int[plain.size()];
    this.ids = Stream.concat(plain.stream().map(row -> row.dealId().value()), absent(stored))
        .collect(joining(BETWEEN));
    this.passages = plain.stream()
        .flatMapToInt(row -> row.passages().stream().mapToInt(DealColumns::packed))
        .toArray();
    this.passagesUntil = new int[plain.size()];
    fill(plain);
  }

  private void fill(List<DealRow> plain) {
    Map<Currency, Integer> knownCurrencies = new HashMap<>();
    Map<Place, Integer> knownPlaces = new HashMap<>();
    int until = 0;
    for (int i = 0; i < stages.length; i++) {
      DealRow row = plain.get(i);
      until += row.passages().size();
      passagesUntil[i] = until;
      stages[i] = (byte) STAGES.indexOf(row.stage());
      Money amount = row.amount();
      currencyOf[i] =
          amount == null ? -1 : (short) place(amount.currency(), knownCurrencies, currencies);
      Place place = new Place(row.closedOn(), row.territoryId(), row.productLine());
      placeOf[i] = place(place, knownPlaces, places);
    }
  }

  private static <T> int place(T value, Map<T, Integer> known, List<T> list) {
    return known.computeIfAbsent(value, _ -> {
      list.add(value);
      return list.size() - 1;
    });
  }

  /** Whom all of them belong to; nobody when there are none. */
  public CreditTarget target() {
    return target;
  }

  /** Those that are not in the columns. */
  public List<DealRow> apart() {
    return apart;
  }

  /** How many are in the columns; each has a place from 0 on. */
  public int size() {
    return stages.length;
  }

  /** The stage in which a deal stands. */
  public DealStage stage(int deal) {
    return STAGES.get(stages[deal]);
  }

  /** The currency of a deal's amount; null when it has none. */
  public @Nullable Currency currency(int deal) {
    return currencyOf[deal] < 0 ? null : currencies.get(currencyOf[deal]);
  }

  /** A deal's amount in ten-thousandths; 0 when it has none. */
  public long units(int deal) {
    return amounts[deal];
  }

  /** Whether a deal is neither won nor lost. */
  public boolean isOpen(int deal) {
    return closedOn[deal] == NO_DAY;
  }

  /** The day on which a deal was won or lost, since 1970; only of one that was. */
  public int closedOn(int deal) {
    return closedOn[deal];
  }

  /** The day on which a deal was created or from which it is known to be open, since 1970. */
  public int begunOn(int deal) {
    return begunOn[deal];
  }

  /** The days from creation to closing; -1 where that is not known, or creation came after it. */
  public int cycleDays(int deal) {
    return createdOn[deal] == NO_DAY || closedOn[deal] == NO_DAY
        ? -1
        : Math.max(-1, closedOn[deal] - createdOn[deal]);
  }

  /** How many different places there are, each from 0 on. */
  public int places() {
    return places.size();
  }

  /** The place of a deal: all of one place belong to the same. */
  public int place(int deal) {
    return placeOf[deal];
  }

  /** To whom the deals of a place belong: by the day on which they closed, or that day while open. */
  public Belonging belonging(int place, LocalDate day) {
    Place of = places.get(place);
    return new Belonging(
        target, Objects.requireNonNullElse(of.closedOn, day), of.territoryId, of.productLine, null);
  }

  /** The days from the first on which one of them closed to the last; that day where all are open. */
  public DateRange closedDays(LocalDate day) {
    LocalDate first = LocalDate.MAX;
    LocalDate last = LocalDate.MIN;
    for (Place place : places) {
      LocalDate on = Objects.requireNonNullElse(place.closedOn, day);
      first = on.isBefore(first) ? on : first;
      last = on.isAfter(last) ? on : last;
    }
    return places.isEmpty() ? DateRange.ofDays(day, day) : DateRange.ofDays(first, last);
  }

  /** The deals one by one, those that are not in the columns last. */
  Stream<DealPart> parts() {
    return Stream.concat(
        IntStream.range(0, size()).mapToObj(Part::new), apart.stream().map(DealPart.class::cast));
  }

  /** The document from which they are. */
  String documentId() {
    return documentId;
  }

  /** Whether the document says anything of one of these deals, by their bare ids. */
  boolean saysAnythingOf(Set<String> deals) {
    return ids.lines().anyMatch(deals::contains)
        || apart.stream().anyMatch(row -> deals.contains(row.dealId().value()));
  }

  /** Whether one of them, all of which ended, may have been open in the view. */
  boolean mayBeOpenIn(View view) {
    LocalDate asOf = view.asOf();
    boolean opensLater =
        asOf != null && view.hasAll(LocalDate.MIN, lastRecordedAt) && firstOpenedOn.isAfter(asOf);
    return !opensLater && !isAsNow(view);
  }

  /** Whether the view has all of them as they stand now. */
  boolean isAsNow(View view) {
    return view.hasAll(lastEffectiveOn, lastRecordedAt);
  }

  /** About how much memory it takes. */
  long bytes() {
    return BYTES_OF_A_PLACE * (4L + places.size())
        + (long) BYTES_OF_A_DEAL * size()
        + (long) BYTES_OF_A_PASSAGE * passages.length
        + ids.length()
        + (long) BYTES_OF_A_ROW * apart.size();
  }

  /** The day before which the row tells that the deal was not open; the first there is if nothing does. */
  private static LocalDate traceableSince(Stored<DealRow> stored) {
    DealRow row = stored.row();
    return row == null || !Boolean.TRUE.equals(stored.traceable()) ? LocalDate.MIN : row.openedOn();
  }

  /** The deals of which the document says that it has none of them now. */
  private static Stream<String> absent(List<Stored<DealRow>> stored) {
    return stored.stream().filter(each -> each.row() == null).map(Stored::source);
  }

  private static int packed(DealProgress.Passage passage) {
    return day(passage.enteredOn()) * STAGES.size() + STAGES.indexOf(passage.stage());
  }

  private static boolean fits(DealRow row) {
    return !row.shared() && (row.amount() == null || fits(row.amount().amount()));
  }

  private static boolean fits(BigDecimal amount) {
    return amount.precision() - amount.scale() <= MOST_DIGITS;
  }

  private static long units(DealRow row) {
    return row.amount() == null
        ? 0
        : row.amount().amount().movePointRight(Money.MAX_DECIMALS).longValueExact();
  }

  private static int[] days(List<DealRow> rows, Function<DealRow, @Nullable LocalDate> day) {
    return rows.stream().mapToInt(row -> day(day.apply(row))).toArray();
  }

  private static int day(@Nullable LocalDate day) {
    return day == null ? NO_DAY : Math.toIntExact(day.toEpochDay());
  }

  /** A deal in the columns. */
  private final class Part implements DealPart {

    private final int deal;

    private Part(int deal) {
      this.deal = deal;
    }

    @Override
    public DealId dealId() {
      return new DealId(ids.lines().skip(deal).findFirst().orElseThrow());
    }

    @Override
    public boolean shared() {
      return false;
    }

    @Override
    public boolean isOpen() {
      return DealColumns.this.isOpen(deal);
    }

    @Override
    public boolean isWon() {
      return stage(deal) == DealStage.WON;
    }

    @Override
    public @Nullable Currency currency() {
      return DealColumns.this.currency(deal);
    }

    @Override
    public double units() {
      return amounts[deal];
    }

    @Override
    public int begunDay() {
      return begunOn[deal];
    }

    @Override
    public int closedDay() {
      return closedOn[deal];
    }

    @Override
    public List<Entered> path() {
      int from = deal == 0 ? 0 : passagesUntil[deal - 1];
      Entered[] path = new Entered[passagesUntil[deal] - from];
      Arrays.setAll(path, i -> {
        int packed = passages[from + i];
        return new Entered(
            STAGES.get(Math.floorMod(packed, STAGES.size())), Math.floorDiv(packed, STAGES.size()));
      });
      return List.of(path);
    }

    @Override
    public Belonging belonging(LocalDate day) {
      return DealColumns.this.belonging(placeOf[deal], day);
    }
  }
}
