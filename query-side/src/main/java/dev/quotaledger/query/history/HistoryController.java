package dev.quotaledger.query.history;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Method;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.ActiveGenerations;
import dev.quotaledger.query.Cursor;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.ReadParameters;
import dev.quotaledger.query.SettledTime;
import dev.quotaledger.query.reference.Organizations;
import dev.quotaledger.query.reference.Seen;
import dev.quotaledger.runtime.people.PersonalTexts;
import dev.quotaledger.runtime.web.Paging;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves the adjustment history of plans. */
@RestController
class HistoryController {

  private final ActiveGenerations generations;
  private final SettledTime settledTime;
  private final Organizations organizations;
  private final PersonalTexts texts;

  HistoryController(
      ActiveGenerations generations,
      SettledTime settledTime,
      Organizations organizations,
      PersonalTexts texts) {
    this.generations = generations;
    this.settledTime = settledTime;
    this.organizations = organizations;
    this.texts = texts;
  }

  /** Who a line is for. */
  record SubjectView(String type, String id) {}

  /** One change of a line, or of the plan itself. */
  record Item(
      long sequence,
      String type,
      @Nullable SubjectView subject,
      @Nullable String territoryId,
      @Nullable String productLine,
      @Nullable String periodId,
      @Nullable String before,
      @Nullable String after,
      @Nullable String currency,
      LocalDate effectiveOn,
      Instant recordedAt,
      @Nullable String actor,
      @Nullable String reason,
      @Nullable String cause,
      @Nullable String code,
      @Nullable Method method,
      String eventId) {}

  /** A page of history. */
  record HistoryAnswer(
      String planId,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<Item> items,
      @Nullable String next) {}

  /** Every adjustment of a plan in recorded order; {@code from} and {@code to} are recorded days. */
  @GetMapping("/api/v1/plans/{planId}/history")
  HistoryAnswer history(
      @PathVariable String planId,
      @RequestParam(required = false) @Nullable String subject,
      @RequestParam(required = false) @Nullable String period,
      @RequestParam(required = false) @Nullable String territory,
      @RequestParam(required = false) @Nullable String actor,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      Paging paging) {
    int most = paging.limit();
    Position behind = Position.of(Cursor.parse(paging.cursor(), 2));
    KnownAt known = settledTime.resolve(ReadParameters.knownAt(knownAt));
    LocalDate effectiveUntil = ReadParameters.asOf(asOf);
    Seen seen = Seen.of(organizations::organization, new View(effectiveUntil, known.cut()), known);
    seen.require(subject == null || seen.showsAnySubject(subject));
    Predicate<HistoryItem> wanted = about(subject, period, territory, actor)
        .and(item -> seen.isEverything() || item.subjects().stream().anyMatch(seen::shows))
        .and(recorded(ReadParameters.date("from", from), ReadParameters.date("to", to)))
        .and(item -> known.cut() == null || !item.recordedAt().isAfter(known.cut()))
        .and(item -> effectiveUntil == null || !item.effectiveOn().isAfter(effectiveUntil));
    HistoryPages pages =
        new HistoryPages(generations.active(HistoryModel.NAME).collection("plans"));
    List<HistoryItem> items = read(pages, new PlanId(planId), behind, wanted, most + 1);
    boolean more = items.size() > most;
    List<HistoryItem> shown = more ? items.subList(0, most) : items;
    return new HistoryAnswer(
        planId,
        effectiveUntil,
        known.at(),
        known.settled(),
        generations.isStale(HistoryModel.NAME),
        shown.stream().map(item -> view(item, seen)).toList(),
        more ? Position.of(shown.getLast()).cursor().encode() : null);
  }

  /** A place in a plan's history. */
  private record Position(long sequence, int part) {

    static final Position START = new Position(-1, -1);

    static Position of(@Nullable Cursor cursor) {
      if (cursor == null) {
        return START;
      }
      if (!cursor.keys().stream().allMatch(key -> key.matches("\\d{1,9}"))) {
        throw new InvalidValue(
            "cursor", "the value that the page before gave as next", cursor.encode());
      }
      return new Position(
          Long.parseLong(cursor.keys().getFirst()),
          Integer.parseInt(cursor.keys().getLast()));
    }

    static Position of(HistoryItem item) {
      return new Position(item.sequence(), item.part());
    }

    Cursor cursor() {
      return Cursor.behind(String.valueOf(sequence), String.valueOf(part));
    }

    boolean isBefore(HistoryItem item) {
      return item.sequence() > sequence || (item.sequence() == sequence && item.part() > part);
    }
  }

  private static List<HistoryItem> read(
      HistoryPages pages, PlanId planId, Position behind, Predicate<HistoryItem> wanted, int most) {
    long last = pages
        .last(planId)
        .orElseThrow(() -> new Refusal.NotFound("plan", planId.value()).asException());
    return pages
        .items(planId, Math.max(0, behind.sequence), last)
        .filter(behind::isBefore)
        .filter(wanted)
        .limit(most)
        .toList();
  }

  private static Predicate<HistoryItem> about(
      @Nullable String subject,
      @Nullable String period,
      @Nullable String territory,
      @Nullable String actor) {
    return item ->
        (subject == null || item.subjects().stream().anyMatch(s -> s.id().equals(subject)))
            && (period == null
                || (item.periodId() != null && item.periodId().value().equals(period)))
            && (territory == null
                || (item.territoryId() != null && item.territoryId().value().equals(territory)))
            && (actor == null || actor.equals(item.actor()));
  }

  private static Predicate<HistoryItem> recorded(@Nullable LocalDate from, @Nullable LocalDate to) {
    return item -> {
      LocalDate day = LocalDate.ofInstant(item.recordedAt(), ZoneOffset.UTC);
      return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    };
  }

  private Item view(HistoryItem item, Seen seen) {
    Money amount = item.after();
    return new Item(
        item.sequence(),
        item.type(),
        item.line() == null
            ? null
            : new SubjectView(
                item.line().subject().type().name(), item.line().subject().id()),
        item.territoryId() == null ? null : item.territoryId().value(),
        item.line() == null || item.line().productLine() == null
            ? null
            : item.line().productLine().value(),
        item.periodId() == null ? null : item.periodId().value(),
        text(item.before()),
        text(amount),
        amount == null ? null : amount.currency().getCurrencyCode(),
        item.effectiveOn(),
        item.recordedAt(),
        item.actor(),
        reason(item.reason(), seen),
        item.cause(),
        item.code(),
        item.method(),
        item.eventId());
  }

  private @Nullable String reason(@Nullable PersonalText text, Seen seen) {
    return Optional.ofNullable(text).filter(seen::shows).flatMap(texts::decrypt).orElse(null);
  }

  private static @Nullable String text(@Nullable Money money) {
    return money == null ? null : money.toPlainString();
  }
}
