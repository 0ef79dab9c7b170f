package dev.quotaledger.query.attainment;

import dev.quotaledger.api.Period;
import dev.quotaledger.model.attainment.Attainment;
import dev.quotaledger.model.attainment.Attainment.Figure;
import dev.quotaledger.model.attainment.Attribution.Exclusion;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.query.Cursor;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of figures, by the days of their periods and then by what they are of. Only the periods that
 * it needs are computed.
 *
 * @param rows the figures
 * @param excluded how many deals belong to no figure in the periods that begin on this page, so that
 *     each period is counted on one page
 * @param next the place from behind which the next page goes on; null on the last one
 */
record AttainmentPage(
    List<Row> rows,
    Map<Exclusion, Integer> excluded,
    @Nullable Place next) {

  /** The most periods of one page, since those without a figure cost as much as any. */
  static final int MAX_PERIODS = 100;

  /** A figure and what it is of. */
  record Row(Node node, Figure figure) {

    private Place place() {
      return new Place(figure.period().firstDay(), node);
    }
  }

  /** Where a figure stands in an answer: by the days of its period, then by what it is of. */
  record Place(LocalDate firstDay, Node node) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::firstDay).thenComparing(Place::node);

    static @Nullable Place parse(@Nullable String text) {
      Cursor cursor = Cursor.parse(text, 3);
      if (cursor == null) {
        return null;
      }
      List<String> keys = cursor.keys();
      try {
        return new Place(
            LocalDate.parse(keys.getFirst()),
            new Node(Node.Type.valueOf(keys.get(1)), keys.getLast()));
      } catch (RuntimeException _) {
        throw Cursor.invalid(cursor.encode());
      }
    }

    String cursor() {
      return Cursor.behind(firstDay.toString(), node.type().name(), node.id()).encode();
    }

    /** The last place of a period: nothing comes after the house. */
    private static Place lastOf(Period period) {
      return new Place(period.firstDay(), Node.HOUSE);
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * The page from behind a place on.
   *
   * @param periods in the order of their days, none within another
   * @param attainment computes the figures of a period
   * @param only what the figures shall be of; null for anything
   * @param behind null for the first page
   * @param most how many figures the page has at most
   */
  static AttainmentPage of(
      List<Period> periods,
      Function<Period, Attainment> attainment,
      @Nullable Node only,
      @Nullable Place behind,
      int most) {
    List<Period> open = periods.stream()
        .filter(period -> behind == null || behind.compareTo(Place.lastOf(period)) < 0)
        .toList();
    List<Row> rows = new ArrayList<>();
    Map<Period, Attainment> computed = new LinkedHashMap<>();
    for (Period period : open) {
      if (rows.size() > most || computed.size() == MAX_PERIODS) {
        break;
      }
      Attainment ofPeriod = attainment.apply(period);
      computed.put(period, ofPeriod);
      ofPeriod.figures().entrySet().stream()
          .map(figure -> new Row(figure.getKey(), figure.getValue()))
          .filter(row -> only == null || row.node.equals(only))
          .filter(row -> behind == null || behind.compareTo(row.place()) < 0)
          .forEach(rows::add);
    }
    Place next = null;
    if (rows.size() > most) {
      next = rows.get(most - 1).place();
    } else if (computed.size() < open.size()) {
      next = Place.lastOf(open.get(computed.size() - 1));
    }
    return new AttainmentPage(
        List.copyOf(rows.subList(0, Math.min(most, rows.size()))),
        excluded(computed, behind, next),
        next);
  }

  private static Map<Exclusion, Integer> excluded(
      Map<Period, Attainment> computed, @Nullable Place behind, @Nullable Place next) {
    Map<Exclusion, Integer> counts = new EnumMap<>(Exclusion.class);
    computed.forEach((period, attainment) -> {
      boolean begins = behind == null || period.firstDay().isAfter(behind.firstDay);
      if (begins && (next == null || !period.firstDay().isAfter(next.firstDay))) {
        attainment.excluded().forEach((why, count) -> counts.merge(why, count, Integer::sum));
      }
    });
    return counts;
  }
}
