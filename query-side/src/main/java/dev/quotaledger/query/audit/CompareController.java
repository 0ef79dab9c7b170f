package dev.quotaledger.query.audit;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.PlanView;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.SettledTime;
import dev.quotaledger.query.audit.ComparedPage.Compared;
import dev.quotaledger.query.audit.Comparison.Cause;
import dev.quotaledger.query.audit.Comparison.Kind;
import dev.quotaledger.query.audit.Comparison.Part;
import dev.quotaledger.query.audit.Comparison.Row;
import dev.quotaledger.query.audit.Comparison.Side;
import dev.quotaledger.query.reference.QuotaFigures;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.query.reference.Subjects;
import dev.quotaledger.runtime.web.Paging;
import dev.quotaledger.runtime.web.TextInput;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves what differs between two views of a plan, and which events made it differ. */
@RestController
class CompareController {

  /** The most events of one figure that are listed. */
  private static final int MOST_EVENTS = 500;

  private static final int MOST_REFERENCES = 1_000;

  private static final String VIEW =
      "asOf and knownAt with a comma between them, such as 2014-03-31,2014-04-01T00:00:00Z;"
          + " either may be empty";

  private final QuotaFigures figures;
  private final RecordedLog log;
  private final SettledTime settledTime;
  private final Subjects subjects;

  CompareController(
      QuotaFigures figures, RecordedLog log, SettledTime settledTime, Subjects subjects) {
    this.figures = figures;
    this.log = log;
    this.settledTime = settledTime;
    this.subjects = subjects;
  }

  /** A view that figures are seen from. */
  record ComparedView(@Nullable LocalDate asOf, Instant knownAt, boolean settled) {}

  /**
   * An amount on both sides.
   *
   * @param left null where there is none
   * @param right null where there is none
   * @param difference right - left, where nothing counts as zero
   */
  record ComparedAmount(@Nullable String left, @Nullable String right, String difference) {}

  /**
   * An event's part in the difference of a figure.
   *
   * @param kind which amount it is of
   * @param left what the event contributes on the left
   * @param right the same on the right
   * @param difference right - left
   * @param cause whether one of the views does not have what the event says, or both have it and
   *     attribute it to different subjects
   */
  record ComparedEvent(
      EventView event, Kind kind, String left, String right, String difference, Cause cause) {}

  /**
   * What is not listed of a figure's events.
   *
   * @param quota what they differ by in quota
   * @param credited what they differ by in credit
   */
  record OmittedEvents(int events, String quota, String credited) {}

  /**
   * A figure that differs. The differences of its events sum to its own.
   *
   * @param events in recorded order, at most 500
   * @param omitted what is not listed; null where nothing is
   */
  record Item(
      SubjectView subject,
      String periodId,
      ComparedAmount quota,
      ComparedAmount credited,
      List<ComparedEvent> events,
      @Nullable OmittedEvents omitted) {}

  /**
   * A page of figures that differ. There is another one where {@code next} says so, even if this one
   * has fewer items than asked for.
   *
   * @param attribution what one view has and the other has not of teams, reps, holders and the plan
   *     itself, at most 1,000 events; empty where no difference on this page comes from that
   */
  record CompareAnswer(
      String planId,
      ComparedView left,
      ComparedView right,
      String currency,
      boolean stale,
      List<Item> items,
      List<EventView> attribution,
      @Nullable String next) {}

  /** One side as it is asked for. */
  private record Asked(Side side, KnownAt known) {

    ComparedView view() {
      return new ComparedView(side.view().asOf(), known.at(), known.settled());
    }
  }

  /** The figures of a plan that differ between two views, each with the events that made it differ. */
  @GetMapping("/api/v1/plans/{planId}/compare")
  CompareAnswer compare(
      @PathVariable PlanId planId,
      @Parameter(description = "One view: " + VIEW + ".") @RequestParam String left,
      @Parameter(description = "The other view, in the same form.") @RequestParam String right,
      @RequestParam(defaultValue = "rep") String groupBy,
      @Parameter(description = "A period of the plan; else every leaf period.")
          @RequestParam(required = false)
          @Nullable
          PeriodId period,
      Paging paging) {
    GroupBy grouping = GroupBy.parse(groupBy, PlanView.GROUPS);
    Asked one = ask(planId, "left", left);
    Asked two = ask(planId, "right", right);
    Comparison comparison = Comparison.of(one.side, two.side, grouping)
        .orElseThrow(() -> new Refusal.NotFound("plan", planId.value()).asException());
    List<Period> periods = comparison.periods(period);
    if (period != null && periods.isEmpty()) {
      throw new InvalidValue("period", "a period of the plan's calendar", period.value());
    }
    ComparedPage page = ComparedPage.of(comparison, periods, paging);
    boolean isAttributed = page.rows().stream()
        .flatMap(row -> row.parts().stream())
        .anyMatch(part -> part.cause() == Cause.ATTRIBUTION);
    return new CompareAnswer(
        planId.value(),
        one.view(),
        two.view(),
        comparison.currency().getCurrencyCode(),
        figures.areStale(),
        items(page, comparison),
        isAttributed ? attribution(comparison) : List.of(),
        page.next());
  }

  private Asked ask(PlanId planId, String name, String text) {
    String[] parts = text.split(",", -1);
    if (parts.length != 2) {
      throw new InvalidValue(name, VIEW, text);
    }
    LocalDate asOf = parts[0].isEmpty() ? null : TextInput.day(name, parts[0]);
    KnownAt known = known(name, parts[1]);
    View view = new View(asOf, known.cut());
    return new Asked(new Side(view, figures.find(planId, view)), known);
  }

  private KnownAt known(String name, String text) {
    try {
      return settledTime.resolve(text.isEmpty() ? null : TextInput.instant(name, text));
    } catch (InvalidValue e) {
      throw e.of(name);
    }
  }

  private static List<EventView> attribution(Comparison comparison) {
    return comparison.attribution().stream()
        .limit(MOST_REFERENCES)
        .map(EventView::of)
        .toList();
  }

  private List<Item> items(ComparedPage page, Comparison comparison) {
    List<Node> nodes = page.rows().stream().map(row -> row.row().node()).toList();
    Map<Node, SubjectView> views = subjects.views(nodes, comparison.plan().reference(), null);
    return page.rows().stream()
        .map(row ->
            item(row, Objects.requireNonNull(views.get(row.row().node())), comparison.currency()))
        .toList();
  }

  private Item item(Compared compared, SubjectView subject, Currency currency) {
    Row row = compared.row();
    List<Part> parts = compared.parts();
    List<Part> listed = parts.subList(0, Math.min(MOST_EVENTS, parts.size()));
    List<Part> omitted = parts.subList(listed.size(), parts.size());
    return new Item(
        subject,
        row.period().periodId().value(),
        amounts(row.left().quota(), row.right().quota(), currency),
        amounts(row.left().credited(), row.right().credited(), currency),
        listed.stream().map(this::event).toList(),
        omitted.isEmpty()
            ? null
            : new OmittedEvents(
                omitted.size(),
                total(omitted, Kind.QUOTA, currency),
                total(omitted, Kind.CREDIT, currency)));
  }

  private ComparedEvent event(Part part) {
    return new ComparedEvent(
        EventView.of(log.at(part.aggregateId(), part.sequence())),
        part.kind(),
        part.left().toPlainString(),
        part.right().toPlainString(),
        part.difference().toPlainString(),
        part.cause());
  }

  private static String total(List<Part> parts, Kind kind, Currency currency) {
    return parts.stream()
        .filter(part -> part.kind() == kind)
        .map(Part::difference)
        .reduce(Money.zero(currency), Money::plus)
        .toPlainString();
  }

  private static ComparedAmount amounts(
      @Nullable Money left, @Nullable Money right, Currency currency) {
    return new ComparedAmount(
        Amounts.text(left), Amounts.text(right), Amounts.difference(right, left, currency));
  }
}
