package dev.quotaledger.query.forecast;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.Cursor;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.ReadParameters;
import dev.quotaledger.query.SettledTime;
import dev.quotaledger.query.pipeline.CallRow;
import dev.quotaledger.query.reference.Seen;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.query.reference.Subjects;
import dev.quotaledger.runtime.people.PersonalTexts;
import dev.quotaledger.runtime.web.Paging;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves everything that was said of how the periods of a plan will end. */
@RestController
class CallsController {

  private final ForecastQueries queries;
  private final SettledTime settledTime;
  private final Subjects subjects;
  private final PersonalTexts texts;

  CallsController(
      ForecastQueries queries, SettledTime settledTime, Subjects subjects, PersonalTexts texts) {
    this.queries = queries;
    this.settledTime = settledTime;
    this.subjects = subjects;
    this.texts = texts;
  }

  /** What kind of word it is. */
  enum CallType {
    SUBMITTED,
    ADJUSTED
  }

  /**
   * Something that was said of how a period will end.
   *
   * @param commit the amount of the whole period; of an adjustment null where it is left as submitted
   * @param inOrder whether commit, best case and pipeline contain each other
   * @param actor who said it; null when unknown
   * @param counts whether the period was open when it was recorded; what does not count is in no
   *     forecast
   * @param frozen whether the period is closed, so that nothing can be said of it now
   */
  record Item(
      CallType type,
      SubjectView subject,
      String periodId,
      @Nullable String commit,
      @Nullable String bestCase,
      @Nullable String pipeline,
      String currency,
      boolean inOrder,
      LocalDate effectiveOn,
      Instant recordedAt,
      @Nullable String actor,
      @Nullable String note,
      boolean counts,
      boolean frozen,
      String eventId) {}

  /** A page of calls. */
  record CallsAnswer(
      String planId,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<Item> items,
      @Nullable String next) {}

  /**
   * Submitted calls and their adjustments, in recorded order.
   *
   * @param period the period; absent for all of the plan's calendar
   * @param subject the bare id of a rep, a team or the house; absent for all
   */
  @GetMapping("/api/v1/plans/{planId}/forecast/calls")
  CallsAnswer calls(
      @PathVariable PlanId planId,
      @RequestParam(required = false) @Nullable PeriodId period,
      @RequestParam(required = false) @Nullable String subject,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      Paging paging) {
    Position behind = Position.of(paging.cursor());
    KnownAt known = settledTime.resolve(ReadParameters.knownAt(knownAt));
    View view = new View(ReadParameters.asOf(asOf), known.cut());
    ForecastQueries.Frame frame = queries.frame(planId, view);
    Seen seen = Seen.of(frame.reference()::organization, view, known);
    seen.require(subject == null || seen.showsAnySubject(subject));
    Predicate<Subject> about =
        each -> (subject == null || each.id().equals(subject)) && seen.shows(each);
    List<CallRow> rows =
        frame.seen().calls().of(planId, periods(frame.calendar(), period), about).stream()
            .filter(behind::isBefore)
            .limit(paging.limit() + 1L)
            .toList();
    boolean more = rows.size() > paging.limit();
    List<CallRow> shown = more ? rows.subList(0, paging.limit()) : rows;
    return new CallsAnswer(
        planId.value(),
        view.asOf(),
        known.at(),
        known.settled(),
        queries.areStale(),
        items(shown, frame, view, seen),
        more ? Position.of(shown.getLast()).cursor().encode() : null);
  }

  /** A place in the recorded order. */
  private record Position(Instant recordedAt, String call, long sequence) {

    private static final Position START = new Position(Instant.MIN, "", -1);

    static Position of(@Nullable String text) {
      Cursor cursor = Cursor.parse(text, 3);
      if (cursor == null) {
        return START;
      }
      String sequence = cursor.keys().getLast();
      Instant recordedAt = moment(cursor.keys().getFirst());
      if (recordedAt == null || !sequence.matches("\\d{1,9}")) {
        throw Cursor.invalid(cursor.encode());
      }
      return new Position(recordedAt, cursor.keys().get(1), Long.parseLong(sequence));
    }

    private static @Nullable Instant moment(String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeException _) {
        return null;
      }
    }

    static Position of(CallRow row) {
      return new Position(row.recordedAt(), row.callId().text(), row.sequence());
    }

    Cursor cursor() {
      return Cursor.behind(recordedAt.toString(), call, String.valueOf(sequence));
    }

    boolean isBefore(CallRow row) {
      return ORDER.compare(this, of(row)) < 0;
    }

    private static final Comparator<Position> ORDER = Comparator.comparing(Position::recordedAt)
        .thenComparing(Position::call)
        .thenComparingLong(Position::sequence);
  }

  private static List<PeriodId> periods(Calendar calendar, @Nullable PeriodId period) {
    if (period == null) {
      return calendar.periods().stream().map(Period::periodId).toList();
    } else if (calendar.period(period).isEmpty()) {
      throw new InvalidValue("period", "a period of the plan's calendar", period.value());
    }
    return List.of(period);
  }

  private List<Item> items(List<CallRow> rows, ForecastQueries.Frame frame, View view, Seen seen) {
    Map<Node, SubjectView> views = subjects.views(
        rows.stream().map(row -> Node.of(row.callId().subject())).toList(),
        frame.reference(),
        view.knownAt());
    return rows.stream()
        .map(row -> item(
            row, Objects.requireNonNull(views.get(Node.of(row.callId().subject()))), frame, seen))
        .toList();
  }

  private Item item(CallRow row, SubjectView subject, ForecastQueries.Frame frame, Seen seen) {
    PeriodId period = row.callId().periodId();
    return new Item(
        row.isAdjustment() ? CallType.ADJUSTED : CallType.SUBMITTED,
        subject,
        period.value(),
        text(row.figures().commit()),
        text(row.figures().bestCase()),
        text(row.figures().pipeline()),
        frame.plan().currency().getCurrencyCode(),
        row.isInOrder(),
        row.effectiveOn(),
        row.recordedAt(),
        row.actor(),
        note(row.note(), seen),
        row.counts(),
        frame.plan().closedAt(period, frame.calendar()).isPresent(),
        row.eventId());
  }

  private @Nullable String note(@Nullable PersonalText text, Seen seen) {
    return Optional.ofNullable(text).filter(seen::shows).flatMap(texts::decrypt).orElse(null);
  }

  private static @Nullable String text(@Nullable Money amount) {
    return amount == null ? null : amount.toPlainString();
  }
}
