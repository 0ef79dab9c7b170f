package dev.quotaledger.query.timeline;

import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.QuotaMove;
import dev.quotaledger.api.QuotaPlanEvent;
import dev.quotaledger.api.QuotaTransferView;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import dev.quotaledger.model.attainment.StoredEvent;
import dev.quotaledger.query.ActiveGenerations;
import dev.quotaledger.query.Cursor;
import dev.quotaledger.query.timeline.Timelines.Timeline;
import dev.quotaledger.runtime.people.PersonalTexts;
import dev.quotaledger.runtime.web.Paging;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows how a territory changed hands, and what became of its quota in each plan. */
@RestController
@RequestMapping("/api/v1/territories/{territoryId}/reallocations")
class ReallocationController {

  private final ActiveGenerations generations;
  private final PersonalTexts texts;

  ReallocationController(ActiveGenerations generations, PersonalTexts texts) {
    this.generations = generations;
    this.texts = texts;
  }

  /**
   * A change of the primary holder.
   *
   * @param fromRepId null when the territory was vacant
   * @param toRepId null when it became vacant
   * @param until the last day that changed hands, where a later change of holder was recorded before;
   *     null for no end
   * @param transfers what is known of the quota, one item for each plan that moved it or declined to;
   *     a plan without such quota has none
   */
  record ReallocationView(
      String territoryId,
      String reallocationId,
      @Nullable RepId fromRepId,
      @Nullable RepId toRepId,
      LocalDate effectiveOn,
      @Nullable LocalDate until,
      QuotaMove quota,
      Instant recordedAt,
      @Nullable String actor,
      @Nullable String reason,
      List<QuotaTransferView> transfers) {}

  /** A page of reallocations in recorded order. */
  record ReallocationsAnswer(
      boolean stale, List<ReallocationView> items, @Nullable String next) {}

  @GetMapping
  ReallocationsAnswer reallocations(@PathVariable String territoryId, Paging paging) {
    int most = paging.limit();
    Timeline territory = territory(territoryId);
    List<StoredEvent> all = reallocations(territory).toList();
    String cursor = paging.cursor();
    int start = cursor == null ? 0 : behind(cursor, all);
    List<StoredEvent> shown = all.stream().skip(start).limit(most).toList();
    boolean more = start + shown.size() < all.size();
    return new ReallocationsAnswer(
        generations.isStale(TimelineModel.NAME),
        shown.stream().map(each -> view(territory, each)).toList(),
        more ? Cursor.behind(shown.getLast().eventId()).encode() : null);
  }

  @GetMapping("/{reallocationId}")
  ReallocationView reallocation(
      @PathVariable String territoryId, @PathVariable String reallocationId) {
    Timeline territory = territory(territoryId);
    return reallocations(territory)
        .filter(each -> each.eventId().equals(reallocationId))
        .findFirst()
        .map(each -> view(territory, each))
        .orElseThrow(() -> new Refusal.NotFound("reallocation", reallocationId).asException());
  }

  private Timeline territory(String id) {
    return new Timelines(generations.active(TimelineModel.NAME))
        .find(Kind.TERRITORY, id)
        .orElseThrow(() -> new Refusal.NotFound("territory", id).asException());
  }

  private static Stream<StoredEvent> reallocations(Timeline territory) {
    return territory.events().stream().filter(each -> each.event() instanceof TerritoryReallocated);
  }

  /** How many stand up to the one that a page ended with. */
  private static int behind(String cursor, List<StoredEvent> all) {
    Cursor parsed = Cursor.parse(cursor, 1);
    for (int i = 0; i < all.size(); i++) {
      if (parsed != null && all.get(i).eventId().equals(parsed.keys().getFirst())) {
        return i + 1;
      }
    }
    throw Cursor.invalid(cursor);
  }

  private ReallocationView view(Timeline territory, StoredEvent stored) {
    TerritoryReallocated event = (TerritoryReallocated) stored.event();
    PersonalText reason = event.reason();
    return new ReallocationView(
        event.territoryId().value(),
        stored.eventId(),
        event.fromRepId(),
        event.toRepId(),
        event.effectiveOn(),
        event.days().lastDay(),
        event.quota(),
        stored.recordedAt(),
        stored.actor(),
        reason == null ? null : texts.decrypt(reason).orElse(null),
        territory.events().stream()
            .map(StoredEvent::event)
            .filter(QuotaPlanEvent.class::isInstance)
            .flatMap(each -> transfer(stored.eventId(), (QuotaPlanEvent) each))
            .toList());
  }

  private static Stream<QuotaTransferView> transfer(String transferId, QuotaPlanEvent event) {
    return QuotaTransferView.of(event)
        .filter(view -> transferId.equals(view.transferId()))
        .stream();
  }
}
