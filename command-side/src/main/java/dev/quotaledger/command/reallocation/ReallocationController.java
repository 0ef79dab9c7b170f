package dev.quotaledger.command.reallocation;

import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.QuotaMove;
import dev.quotaledger.api.QuotaPlanEvent;
import dev.quotaledger.api.QuotaTransferView;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TerritoryCommand.ReallocateTerritory;
import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.command.Writes;
import dev.quotaledger.command.reallocation.QuotaTransfers.Attempt;
import dev.quotaledger.runtime.people.PersonalTexts;
import dev.quotaledger.runtime.web.RequestContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes reallocations of territories, and answers when the quota has followed. */
@RestController
class ReallocationController {

  private final Writes writes;
  private final QuotaTransfers transfers;
  private final PersonalTexts texts;

  ReallocationController(Writes writes, QuotaTransfers transfers, PersonalTexts texts) {
    this.writes = writes;
    this.transfers = transfers;
    this.texts = texts;
  }

  /**
   * A territory goes from one holder to another.
   *
   * @param fromRepId the primary holder on the day; null when it is vacant then
   * @param toRepId the holder from then on; null to leave it vacant
   * @param effectiveOn the first day of the new holder
   * @param quota how quota follows
   */
  record Reallocate(
      @Nullable RepId fromRepId,
      @Nullable RepId toRepId,
      LocalDate effectiveOn,
      String reason,
      QuotaMove quota) {}

  /**
   * What became of the territory, and of its quota.
   *
   * @param until the last day that changed hands, where a later change of holder was recorded before;
   *     null for no end
   * @param transfers one item for each plan that moved quota, declined to, or could not be asked yet
   * @param link where the state of the transfers can be read
   */
  record Answer(
      TerritoryId territoryId,
      String reallocationId,
      LocalDate effectiveOn,
      @Nullable LocalDate until,
      List<QuotaTransferView> transfers,
      String link,
      long version,
      boolean changed) {}

  @PostMapping("/api/v1/territories/{territoryId}/reallocations")
  ResponseEntity<Answer> reallocate(
      @PathVariable TerritoryId territoryId, @RequestBody Reallocate body, RequestContext request) {
    Decided decided = writes.send(
        new ReallocateTerritory(
            territoryId,
            body.fromRepId(),
            body.toRepId(),
            body.effectiveOn(),
            body.quota(),
            reason(territoryId, body)),
        request);
    DomainEventMessage<?> event = decided.events().getFirst();
    List<Attempt> attempts = transfers.attempt(event);
    return writes.changed(
        decided,
        attempts.stream().map(Attempt::decided).filter(Objects::nonNull).toList(),
        answer(decided, event, attempts));
  }

  /** It is about whoever gives the territory away, or else about whoever gets it. */
  private PersonalText reason(TerritoryId territoryId, Reallocate body) {
    Object about = Stream.of(body.fromRepId(), body.toRepId())
        .filter(Objects::nonNull)
        .<Object>map(rep -> rep)
        .findFirst()
        .orElse(territoryId);
    return texts.encrypt(about.toString(), body.reason());
  }

  private static Answer answer(
      Decided decided, DomainEventMessage<?> event, List<Attempt> attempts) {
    TerritoryReallocated reallocated = (TerritoryReallocated) event.getPayload();
    String territory = reallocated.territoryId().value();
    return new Answer(
        reallocated.territoryId(),
        event.getIdentifier(),
        reallocated.effectiveOn(),
        reallocated.days().lastDay(),
        attempts.stream().map(attempt -> view(attempt, event)).toList(),
        "/api/v1/territories/%s/reallocations/%s".formatted(territory, event.getIdentifier()),
        decided.version(),
        decided.changed());
  }

  private static QuotaTransferView view(Attempt attempt, DomainEventMessage<?> reallocation) {
    Decided decided = attempt.decided();
    return decided == null
        ? QuotaTransferView.pending(attempt.planId(), reallocation.getIdentifier())
        : decided.fact(QuotaPlanEvent.class).flatMap(QuotaTransferView::of).orElseThrow();
  }
}
