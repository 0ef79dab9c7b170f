package dev.quotaledger.query.forecast;

import dev.quotaledger.model.attainment.Node;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  private final List<Window> windows = new ArrayList<>();
  private final Map<Node, Double> lastYear = new HashMap<>();

  /**
   * The end of an earlier period, as far from its last day as today is from that of the period.
   *
   * @param today the day that stands for today in it
   * @param from the first day on which what is won counts
   * @param until the last day of the earlier period
   */
  record Span(LocalDate today, LocalDate from, LocalDate until) {}

  /** A deal that was won, by whose it is. */
  record Win(Node node, LocalDate begunOn, LocalDate closedOn, double amount) {}

  /** What an earlier period brought, by whose it is. */
  private static final class Window {

    private final Span span;
    private double relation;
    private final Map<Node, Double> fresh = new HashMap<>();
    private final Map<Node, Double> yearBefore = new HashMap<>();

    private Window(Span span) {
      this.span = span;
    }

    private void add(Win win) {
      if (isWithin(win.closedOn, span.from, span.until) && win.begunOn.isAfter(span.today)) {
        fresh.merge(win.node, win.amount, Double::sum);
      }
      if (isWithin(win.closedOn, span.today.minusDays(YEAR - 1L), span.today)) {
        yearBefore.merge(win.node, win.amount, Double::sum);
      }
    }

    private void close() {
      relation = sum(fresh) / sum(yearBefore);
    }

    private double relation() {
      return relation;
    }

    /** How a rep's relation differs from the company's; 1 where that is not known. */
    private double difference(Node node) {
      double before = yearBefore.getOrDefault(node, 0.0);
      return before > 0 && relation > 0 ? fresh.getOrDefault(node, 0.0) / before / relation : 1;
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
    LocalDate first =
        wins.stream().map(Win::closedOn).min(LocalDate::compareTo).orElse(LocalDate.MAX);
    for (Span span : spans) {
      if (ChronoUnit.DAYS.between(first, span.today) >= YEAR / 2) {
        Window window = new Window(span);
        wins.forEach(window::add);
        if (sum(window.yearBefore) > 0) {
          window.close();
          windows.add(window);
        }
      }
    }
    for (Win win : wins) {
      if (isWithin(win.closedOn, today.minusDays(YEAR - 1L), today)) {
        lastYear.merge(win.node, win.amount, Double::sum);
      }
    }
  }

  /** How many earlier periods count; nothing is expected where there are none. */
  int windows() {
    return windows.size();
  }

  /** The relation of one earlier period, of the whole company. */
  double relation(int window) {
    return windows.get(window).relation();
  }

  /** The mean relation of the earlier periods. */
  double mean() {
    return windows.stream().mapToDouble(Window::relation).average().orElse(0);
  }

  /** The standard deviation of their relations; 0 where there are fewer than two. */
  double deviation() {
    double mean = mean();
    double squares = windows.stream()
        .mapToDouble(window -> Math.pow(window.relation() - mean, 2))
        .sum();
    return windows.size() < 2 ? 0 : Math.sqrt(squares / (windows.size() - 1));
  }

  /** How one rep differed from the company in one earlier period. */
  double difference(Node node, int window) {
    return windows.get(window).difference(node);
  }

  /** What the rep has won in the year up to today, never below zero. */
  double lastYear(Node node) {
    return Math.max(0, lastYear.getOrDefault(node, 0.0));
  }

  private static double sum(Map<Node, Double> amounts) {
    return amounts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private static boolean isWithin(LocalDate day, LocalDate from, LocalDate until) {
    return !day.isBefore(from) && !day.isAfter(until);
  }
}
