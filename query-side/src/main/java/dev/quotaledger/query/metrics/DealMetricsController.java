package dev.quotaledger.query.metrics;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Money;
import dev.quotaledger.query.Cursor;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.ReadParameters;
import dev.quotaledger.query.SettledTime;
import dev.quotaledger.query.metrics.DealFigures.Outcome;
import dev.quotaledger.query.pipeline.DealRow;
import dev.quotaledger.query.pipeline.DealRows;
import dev.quotaledger.query.pipeline.Pipeline;
import dev.quotaledger.query.reference.Attribution.Exclusion;
import dev.quotaledger.query.reference.Node;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.query.reference.Subjects;
import dev.quotaledger.query.reference.View;
import dev.quotaledger.runtime.web.Paging;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves how many deals are won and lost, how large they are and how long they take. */
@RestController
class DealMetricsController {

  private final Pipeline pipeline;
  private final SettledTime settledTime;
  private final Subjects subjects;

  DealMetricsController(Pipeline pipeline, SettledTime settledTime, Subjects subjects) {
    this.pipeline = pipeline;
    this.settledTime = settledTime;
    this.subjects = subjects;
  }

  /**
   * The figures of one subject. A figure that is undefined is null, and {@code undefined} says why.
   * Days run from creation to closing; values and sizes are of deals in the answer's currency.
   */
  record Item(
      SubjectView subject,
      long won,
      long lost,
      long open,
      long creditNotes,
      @Nullable BigDecimal closeRate,
      @Nullable BigDecimal closeRateByValue,
      String wonValue,
      String lostValue,
      String openValue,
      @Nullable String averageDealSize,
      @Nullable String medianDealSize,
      @Nullable BigDecimal averageCycleDays,
      @Nullable BigDecimal medianCycleDays,
      @Nullable BigDecimal p90CycleDays,
      @Nullable BigDecimal averageLostCycleDays,
      @Nullable BigDecimal medianLostCycleDays,
      @Nullable String salesVelocity,
      Map<String, String> undefined) {}

  /** How many deals belong to no figure or have no value in it, and why. */
  record Excluded(String reason, int count) {}

  /** A page of figures. */
  record DealMetricsAnswer(
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      String currency,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<Item> items,
      List<Excluded> excluded,
      @Nullable String next) {}

  /** A deal behind a figure. */
  record DealView(
      String dealId,
      String outcome,
      @Nullable String amount,
      @Nullable String currency,
      @Nullable LocalDate createdOn,
      @Nullable LocalDate closedOn,
      @Nullable Long cycleDays) {}

  /** The deals behind the figures of one subject: those of all pages make up exactly these. */
  record DealExplanation(
      Item figures,
      String currency,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<DealView> deals,
      @Nullable String next) {}

  /** What a request asks about, resolved. */
  private record Asked(
      MetricsScope scope, View view, KnownAt known, DealMetrics metrics, Currency currency) {}

  /** Won and lost deals that closed in the period, and open ones, by what they belong to. */
  @GetMapping("/api/v1/metrics/deals")
  DealMetricsAnswer deals(@ParameterObject MetricsRequest request, Paging paging) {
    Cursor behind = Cursor.parse(paging.cursor(), 2);
    Asked asked = ask(request);
    List<Map.Entry<Node, List<DealRow>>> open = asked.metrics.deals().entrySet().stream()
        .filter(entry ->
            request.subject() == null || request.subject().equals(entry.getKey().id()))
        .filter(entry -> behind == null || entry.getKey().compareTo(node(behind)) > 0)
        .limit(paging.limit() + 1L)
        .toList();
    boolean more = open.size() > paging.limit();
    List<Map.Entry<Node, List<DealRow>>> shown = more ? open.subList(0, paging.limit()) : open;
    return new DealMetricsAnswer(
        firstDay(asked),
        asked.scope.days().lastDay(),
        asked.currency.getCurrencyCode(),
        asked.view.asOf(),
        asked.known.at(),
        asked.known.settled(),
        pipeline.isStale(),
        items(shown, asked),
        excluded(asked),
        more ? cursor(shown.getLast().getKey()) : null);
  }

  /** The deals behind the figures of one subject. */
  @GetMapping("/api/v1/metrics/deals/explain")
  DealExplanation explain(@ParameterObject MetricsRequest request, Paging paging) {
    String subject = request.subject();
    if (subject == null) {
      throw new InvalidValue("subject", "the bare id of what the figures are of", "nothing");
    }
    Cursor behind = Cursor.parse(paging.cursor(), 1);
    Asked asked = ask(request);
    Map.Entry<Node, List<DealRow>> figures = asked.metrics.deals().entrySet().stream()
        .filter(entry -> entry.getKey().id().equals(subject))
        .findFirst()
        .orElseThrow(
            () -> new InvalidValue("subject", "the bare id of something that has deals", subject));
    List<DealRow> open = figures.getValue().stream()
        .sorted(Comparator.comparing(row -> row.dealId().value()))
        .filter(row ->
            behind == null || row.dealId().value().compareTo(behind.keys().getFirst()) > 0)
        .limit(paging.limit() + 1L)
        .toList();
    boolean more = open.size() > paging.limit();
    List<DealRow> shown = more ? open.subList(0, paging.limit()) : open;
    return new DealExplanation(
        items(List.of(figures), asked).getFirst(),
        asked.currency.getCurrencyCode(),
        asked.view.asOf(),
        asked.known.at(),
        asked.known.settled(),
        pipeline.isStale(),
        shown.stream().map(DealMetricsController::view).toList(),
        more ? Cursor.behind(shown.getLast().dealId().value()).encode() : null);
  }

  private Asked ask(MetricsRequest request) {
    KnownAt known = settledTime.resolve(ReadParameters.knownAt(request.knownAt()));
    View view = new View(ReadParameters.asOf(request.asOf()), known.cut());
    DealRows rows = pipeline.deals(view);
    MetricsScope scope = MetricsScope.of(request, rows.reference(), view);
    LocalDate today = Objects.requireNonNullElseGet(
        view.asOf(), () -> LocalDate.ofInstant(known.at(), ZoneOffset.UTC));
    LocalDate lastDay = scope.days().lastDay();
    Stream<DealRow> open =
        rows.open().filter(row -> lastDay == null || !row.begunOn().isAfter(lastDay));
    DealMetrics metrics =
        DealMetrics.of(Stream.concat(rows.closed(scope.days()), open), scope.attribution(), today);
    Currency currency = Stream.of(scope.currency(), metrics.mostUsedCurrency())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(Currency.getInstance("USD"));
    return new Asked(scope, view, known, metrics, currency);
  }

  private List<Item> items(List<Map.Entry<Node, List<DealRow>>> shown, Asked asked) {
    Map<Node, SubjectView> views = subjects.views(
        shown.stream().map(Map.Entry::getKey).toList(),
        pipeline.deals(asked.view).reference(),
        asked.view.knownAt());
    return shown.stream()
        .map(entry -> item(
            Objects.requireNonNull(views.get(entry.getKey())),
            new DealFigures(entry.getValue(), asked.currency)))
        .toList();
  }

  private static Item item(SubjectView subject, DealFigures figures) {
    return new Item(
        subject,
        figures.count(Outcome.WON),
        figures.count(Outcome.LOST),
        figures.count(Outcome.OPEN),
        figures.count(Outcome.CREDIT_NOTE),
        figures.closeRate(),
        figures.closeRateByValue(),
        figures.wonValue().toPlainString(),
        figures.value(Outcome.LOST).toPlainString(),
        figures.value(Outcome.OPEN).toPlainString(),
        text(figures.averageDealSize()),
        text(figures.medianDealSize()),
        figures.averageCycleDays(Outcome.WON),
        figures.medianCycleDays(Outcome.WON),
        figures.p90CycleDays(Outcome.WON),
        figures.averageCycleDays(Outcome.LOST),
        figures.medianCycleDays(Outcome.LOST),
        text(figures.salesVelocity()),
        figures.undefined());
  }

  private static DealView view(DealRow deal) {
    Money amount = deal.amount();
    return new DealView(
        deal.dealId().value(),
        Outcome.of(deal).name(),
        text(amount),
        amount == null ? null : amount.currency().getCurrencyCode(),
        deal.createdOn(),
        deal.closedOn(),
        DealFigures.cycleDays(deal));
  }

  private static List<Excluded> excluded(Asked asked) {
    List<Excluded> excluded = new ArrayList<>();
    int others = asked.metrics.inOtherCurrencies(asked.currency);
    if (others > 0) {
      excluded.add(new Excluded(Exclusion.CURRENCY.name(), others));
    }
    asked
        .metrics
        .excluded()
        .forEach((why, deals) -> excluded.add(new Excluded(why.name(), deals.size())));
    return excluded;
  }

  private static @Nullable LocalDate firstDay(Asked asked) {
    LocalDate from = asked.scope.days().from();
    return from.equals(DateRange.ALWAYS) ? null : from;
  }

  private static Node node(Cursor cursor) {
    try {
      return new Node(Node.Type.valueOf(cursor.keys().getFirst()), cursor.keys().getLast());
    } catch (IllegalArgumentException _) {
      throw Cursor.invalid(cursor.encode());
    }
  }

  private static String cursor(Node node) {
    return Cursor.behind(node.type().name(), node.id()).encode();
  }

  private static @Nullable String text(@Nullable Money money) {
    return money == null ? null : money.toPlainString();
  }
}
