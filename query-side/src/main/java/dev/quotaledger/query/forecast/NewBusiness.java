package dev.quotaledger.query.forecast;

import dev.quotaledger.model.attainment.Node;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What deals bring that are not in the pipeline yet, as it was before as many earlier periods ended:
 * what was won from deals that began after that day, in relation to what was won in the year until
 * then. A draw takes the relation of one earlier period for the whole company, and beside it how one
 * rep differed from the company in another one.
 */
final class NewBusiness {

  /** The most earlier periods that count. */
  static final int MOST_WINDOWS = 12;

  private static final int YEAR = 365;

  /** How many units of a {@link Win} make one of its currency. */
  static final double UNITS = 10_000;

  private final Map<Node, Integer> places = new HashMap<>();
  private final List<Window> windows;
  private final double[] relations;
  private final double[] lastYear;

  /**
   * The end of an earlier period, as far from its last day as today is from that of the period.
   *
   * @param today the day that stands for today in it
   * @param from the first day on which what is won counts
   * @param until the last day of the earlier period
   */
  record Span(LocalDate today, LocalDate from, LocalDate until) {}

  /**
   * A deal that was won, by whose it is.
   *
   * @param units its amount in ten-thousandths: whole numbers, whose sums are the same in whatever
   *     order they are added
   */
  record Win(Node node, int begunDay, int closedDay, double units) {}

  /** What an earlier period brought, in ten-thousandths, at the place of whose it is. */
  private static final class Window {

    private final int today;
    private final int from;
    private final int until;
    private final double[] fresh;
    private final double[] yearBefore;

    private Window(Span span, int nodes) {
      this.today = day(span.today);
      this.from = day(span.from);
      this.until = day(span.until);
      this.fresh = new double[nodes];
      this.yearBefore = new double[nodes];
    }

    private void add(Win win, int place) {
      if (win.closedDay >= from && win.closedDay <= until && win.begunDay > today) {
        fresh[place] += win.units;
      }
      if (isWithinYear(win.closedDay, today)) {
        yearBefore[place] += win.units;
      }
    }

    private boolean tellsAnything() {
      return sum(yearBefore) > 0;
    }

    private double relation() {
      return sum(fresh) / sum(yearBefore);
    }

    /** How a rep's relation differs from the company's; 1 where that is not known. */
    private double difference(int place, double relation) {
      return yearBefore[place] > 0 && relation > 0
          ? fresh[place] / yearBefore[place] / relation
          : 1;
    }
  }

  /**
   * What earlier periods tell.
   *
   * @param wins everything that was won until today
   * @param spans the ends of the earlier periods; those in whose year before nothing was won, or of
   *     which only a part is on record, do not count
   */
  NewBusiness(List<Win> wins, LocalDate today, List<Span> spans) {
    wins.forEach(win -> places.putIfAbsent(win.node, places.size()));
    this.lastYear = new double[places.size()];
    int first = wins.stream().mapToInt(Win::closedDay).min().orElse(Integer.MAX_VALUE);
    List<Window> candidates = spans.stream()
        .filter(span -> (long) day(span.today) - first >= YEAR / 2)
        .map(span -> new Window(span, places.size()))
        .toList();
    for (Win win : wins) {
      int place = Objects.requireNonNull(places.get(win.node));
      candidates.forEach(window -> window.add(win, place));
      if (isWithinYear(win.closedDay, day(today))) {
        lastYear[place] += win.units;
      }
    }
    this.windows = candidates.stream().filter(Window::tellsAnything).toList();
    this.relations = windows.stream().mapToDouble(Window::relation).toArray();
  }

  /** How many earlier periods count; nothing is expected where there are none. */
  int windows() {
    return windows.size();
  }

  /** The relation of one earlier period, of the whole company. */
  double relation(int window) {
    return relations[window];
  }

  /** The mean relation of the earlier periods. */
  double mean() {
    return Arrays.stream(relations).average().orElse(0);
  }

  /** The standard deviation of their relations; 0 where there are fewer than two. */
  double deviation() {
    double mean = mean();
    double squares =
        Arrays.stream(relations).map(relation -> Math.pow(relation - mean, 2)).sum();
    return windows.size() < 2 ? 0 : Math.sqrt(squares / (windows.size() - 1));
  }

  /** How one rep differed from the company in one earlier period. */
  double difference(Node node, int window) {
    Integer place = places.get(node);
    return place == null ? 1 : windows.get(window).difference(place, relations[window]);
  }

  /** What the rep has won in the year up to today, never below zero. */
  double lastYear(Node node) {
    Integer place = places.get(node);
    return place == null ? 0 : Math.max(0, lastYear[place] / UNITS);
  }

  private static double sum(double[] amounts) {
    return Arrays.stream(amounts).sum();
  }

  private static boolean isWithinYear(int day, int last) {
    return day > last - YEAR && day <= last;
  }

  private static int day(LocalDate day) {
    return Math.toIntExact(day.toEpochDay());
  }
}
