package dev.quotaledger.query.pipeline;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.CreditTarget;
import dev.quotaledger.model.attainment.Belonging;
import dev.quotaledger.model.attainment.View;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
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

  private static final int BYTES_OF_A_DEAL = 31;
  private static final int BYTES_OF_A_PLACE = 80;
  private static final int BYTES_OF_A_ROW = 500;

  private final CreditTarget target;
  private final LocalDate lastEffectiveOn;
  private final Instant lastRecordedAt;
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

  /** What decides to whom a deal of the target belongs; of an open deal without the day. */
  private record Place(
      @Nullable LocalDate closedOn,
      @Nullable TerritoryId territoryId,
      @Nullable ProductLine productLine) {}

  /** Of what one document holds: all rows are of one target. */
  DealColumns(List<Stored<DealRow>> stored) {
    this.lastEffectiveOn = stored.stream()
        .map(Stored::lastEffectiveOn)
        .max(Comparator.naturalOrder())
        .orElse(LocalDate.MIN);
    this.lastRecordedAt = stored.stream()
        .map(Stored::lastRecordedAt)
        .max(Comparator.naturalOrder())
        .orElse(Instant.MIN);
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
    fill(plain);
  }

  private void fill(List<DealRow> plain) {
    Map<Currency, Integer> knownCurrencies = new HashMap<>();
    Map<Place, Integer> knownPlaces = new HashMap<>();
    for (int i = 0; i < stages.length; i++) {
      DealRow row = plain.get(i);
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

  /** Whether the view has all of them as they stand now. */
  boolean isAsNow(View view) {
    return view.hasAll(lastEffectiveOn, lastRecordedAt);
  }

  /** About how much memory it takes. */
  long bytes() {
    return BYTES_OF_A_PLACE * (4L + places.size())
        + (long) BYTES_OF_A_DEAL * size()
        + (long) BYTES_OF_A_ROW * apart.size();
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
}
