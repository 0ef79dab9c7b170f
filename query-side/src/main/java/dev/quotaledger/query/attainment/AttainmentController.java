package dev.quotaledger.query.attainment;

import dev.quotaledger.api.Money;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.query.ActiveGenerations;
import dev.quotaledger.query.Cursor;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.ReadParameters;
import dev.quotaledger.query.SettledTime;
import dev.quotaledger.query.attainment.Attainment.Figure;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves attainment. */
@RestController
class AttainmentController {

  private static final int DEFAULT_LIMIT = 1_000;

  private final AttainmentQueries queries;
  private final SettledTime settledTime;
  private final ActiveGenerations generations;
  private final Subjects subjects;

  AttainmentController(
      AttainmentQueries queries,
      SettledTime settledTime,
      ActiveGenerations generations,
      Subjects subjects) {
    this.queries = queries;
    this.settledTime = settledTime;
    this.generations = generations;
    this.subjects = subjects;
  }

  /** One figure. */
  record Item(
      SubjectView subject,
      String periodId,
      @Nullable String quota,
      String credited,
      String currency,
      @Nullable BigDecimal attainment,
      @Nullable String reason,
      @Nullable String gap,
      long deals) {}

  /** How many deals gave credit that belongs to no figure, and why. */
  record Excluded(String reason, int count) {}

  /** A page of figures; what is excluded is that of all pages. */
  record AttainmentAnswer(
      String planId,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<Item> items,
      List<Excluded> excluded,
      @Nullable String next) {}

  /** The attainment of each subject in a period, or in every leaf period. */
  @GetMapping("/api/v1/plans/{planId}/attainment")
  AttainmentAnswer attainment(
      @PathVariable PlanId planId,
      @RequestParam(defaultValue = "rep") String groupBy,
      @RequestParam(required = false) @Nullable PeriodId period,
      @RequestParam(required = false) @Nullable String subject,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor) {
    GroupBy grouping = GroupBy.parse(groupBy);
    int most = ReadParameters.limit(limit, DEFAULT_LIMIT);
    Row.Place behind = Row.Place.parse(cursor);
    KnownAt known = settledTime.resolve(ReadParameters.knownAt(knownAt));
    View view = new View(ReadParameters.asOf(asOf), known.cut());
    PlanView plan = queries.plan(planId, view);
    Node only = subject == null ? null : plan.node(grouping, subject);
    List<Attainment> attainments = plan.periods(period).stream()
        .map(each -> plan.attainment(each, grouping))
        .toList();
    List<Row> rows = rows(attainments)
        .filter(row -> only == null || row.node.equals(only))
        .filter(row -> behind == null || behind.compareTo(row.place()) < 0)
        .limit(most + 1L)
        .toList();
    boolean more = rows.size() > most;
    List<Row> shown = more ? rows.subList(0, most) : rows;
    return new AttainmentAnswer(
        planId.value(),
        view.asOf(),
        known.at(),
        known.settled(),
        generations.isStale(AttainmentModel.NAME),
        items(shown, plan),
        excluded(attainments),
        more ? shown.getLast().place().cursor() : null);
  }

  /** A figure and what it is of. */
  private record Row(Node node, Figure figure) {

    Place place() {
      return new Place(figure.period().firstDay(), node);
    }

    /** Where a figure stands in an answer: by the days of its period, then by what it is of. */
    private record Place(LocalDate firstDay, Node node) implements Comparable<Place> {

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

      @Override
      public int compareTo(Place other) {
        return ORDER.compare(this, other);
      }
    }
  }

  private static Stream<Row> rows(List<Attainment> attainments) {
    return attainments.stream()
        .flatMap(attainment -> attainment.figures().entrySet().stream())
        .map(figure -> new Row(figure.getKey(), figure.getValue()));
  }

  private List<Item> items(List<Row> rows, PlanView plan) {
    Map<Node, SubjectView> views = subjects.views(rows.stream().map(Row::node).toList(), plan);
    return rows.stream()
        .map(row -> item(Objects.requireNonNull(views.get(row.node)), row.figure))
        .toList();
  }

  private static Item item(SubjectView subject, Figure figure) {
    return new Item(
        subject,
        figure.period().periodId().value(),
        text(figure.quota()),
        figure.credited().toPlainString(),
        figure.credited().currency().getCurrencyCode(),
        figure.attainment(),
        figure.reason(),
        text(figure.gap()),
        figure.deals());
  }

  private static List<Excluded> excluded(List<Attainment> attainments) {
    Map<String, Integer> counts = new TreeMap<>();
    attainments.forEach(attainment -> attainment
        .excluded()
        .forEach((why, count) -> counts.merge(why.name(), count, Integer::sum)));
    return counts.entrySet().stream()
        .map(count -> new Excluded(count.getKey(), count.getValue()))
        .toList();
  }

  private static @Nullable String text(@Nullable Money money) {
    return money == null ? null : money.toPlainString();
  }
}
