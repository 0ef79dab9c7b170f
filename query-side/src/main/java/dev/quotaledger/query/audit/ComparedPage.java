package dev.quotaledger.query.audit;

import dev.quotaledger.api.Period;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.query.Cursor;
import dev.quotaledger.query.audit.Comparison.Part;
import dev.quotaledger.query.audit.Comparison.Row;
import dev.quotaledger.query.reference.NodePage;
import dev.quotaledger.runtime.web.Paging;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A page of figures that differ, by the days of their periods and then by what they are of.
 *
 * @param next the cursor from behind which the next page goes on; null on the last one
 */
record ComparedPage(List<Compared> rows, @Nullable String next) {

  /** The most periods of one page, since those in which nothing differs cost as much as any. */
  private static final int MOST_PERIODS = 50;

  /** The page ends behind the figure with which it has so many events. */
  private static final int ENOUGH_EVENTS = 2_000;

  /** A figure that differs, and the events that make it differ. */
  record Compared(Row row, List<Part> parts) {}

  /** Where a figure stands in an answer. */
  private record Place(LocalDate firstDay, Node node) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::firstDay).thenComparing(Place::node);

    static Place of(Row row) {
      return new Place(row.period().firstDay(), row.node());
    }

    /** Nothing of a period comes after the house. */
    static Place lastOf(Period period) {
      return new Place(period.firstDay(), Node.HOUSE);
    }

    static @Nullable Place parse(@Nullable String text) {
      Cursor cursor = Cursor.parse(text, 3);
      if (cursor == null) {
        return null;
      }
      try {
        return new Place(LocalDate.parse(cursor.keys().getFirst()), NodePage.node(cursor));
      } catch (DateTimeParseException _) {
        throw Cursor.invalid(cursor.encode());
      }
    }

    String cursor() {
      return Cursor.behind(firstDay.toString(), node.type().name(), node.id()).encode();
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * The page that is asked for.
   *
   * @param periods in the order of their days, none within another
   */
  static ComparedPage of(Comparison comparison, List<Period> periods, Paging paging) {
    Place behind = Place.parse(paging.cursor());
    List<Period> open = periods.stream()
        .filter(period -> behind == null || behind.compareTo(Place.lastOf(period)) < 0)
        .toList();
    List<Compared> found = new ArrayList<>();
    int events = 0;
    for (Period period : open.subList(0, Math.min(MOST_PERIODS, open.size()))) {
      List<Row> rows = comparison.rows(period).stream()
          .filter(row -> behind == null || behind.compareTo(Place.of(row)) < 0)
          .toList();
      Map<Node, List<Part>> parts = comparison.parts(period, nodes(rows));
      for (Row row : rows) {
        if (found.size() == paging.limit() || events >= ENOUGH_EVENTS) {
          return new ComparedPage(found, Place.of(found.getLast().row).cursor());
        }
        found.add(new Compared(row, parts.getOrDefault(row.node(), List.of())));
        events += found.getLast().parts.size();
      }
    }
    return new ComparedPage(
        found,
        open.size() > MOST_PERIODS ? Place.lastOf(open.get(MOST_PERIODS - 1)).cursor() : null);
  }

  private static Set<Node> nodes(List<Row> rows) {
    return rows.stream().map(Row::node).collect(Collectors.toSet());
  }
}
