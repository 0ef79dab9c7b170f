package dev.quotaledger.command.deal;

import dev.quotaledger.api.AccountId;
import dev.quotaledger.api.DealCommand.RecordDeal;
import dev.quotaledger.api.DealCommand.VoidDeal;
import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealFacts;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Share;
import dev.quotaledger.api.SourceVersion;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.command.DealStages;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.command.Writes;
import dev.quotaledger.runtime.people.PersonalTexts;
import dev.quotaledger.runtime.web.RequestContext;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes the writes of deals. The day on which a deal reaches us is today in UTC. */
@RestController
@RequestMapping("/api/v1/deals/{dealId}")
class DealController {

  private final Writes writes;
  private final PersonalTexts texts;
  private final DealStages stages;
  private final DealOwners owners;
  private final Clock clock;

  DealController(
      Writes writes, PersonalTexts texts, DealStages stages, DealOwners owners, Clock clock) {
    this.writes = writes;
    this.texts = texts;
    this.stages = stages;
    this.owners = owners;
    this.clock = clock;
  }

  /**
   * A deal as its source now has it; what is left out, the source does not say.
   *
   * @param stage PROSPECTING, QUALIFIED, PROPOSAL, NEGOTIATION, WON or LOST, or a name that
   *     configuration maps onto one of these
   */
  record Put(
      String source,
      @Nullable RepId repId,
      @Nullable List<Share> splits,
      @Nullable TerritoryId territoryId,
      @Nullable AccountId accountId,
      @Nullable ProductLine productLine,
      String stage,
      @Nullable BigDecimal amount,
      Currency currency,
      @Nullable LocalDate createdOn,
      @Nullable LocalDate expectedCloseOn,
      @Nullable LocalDate closedOn,
      @Nullable LocalDate changedOn,
      @Nullable LeadId leadId,
      @Nullable SourceVersion sourceVersion,
      @Nullable String reason) {

    private DealFacts facts(DealStages stages) {
      return new DealFacts(
          source,
          repId,
          Objects.requireNonNullElse(splits, List.of()),
          territoryId,
          accountId,
          productLine,
          stages.stage("stage", stage),
          amount == null ? null : new Money(amount, currency),
          createdOn,
          expectedCloseOn,
          closedOn,
          leadId);
    }
  }

  /**
   * What became of the deal.
   *
   * @param recorded what the record meant, in order: {@code DealOpened}, {@code DealWon}
   */
  record Answer(DealId dealId, List<String> recorded, long version, boolean changed) {}

  @PutMapping
  ResponseEntity<Answer> record(
      @PathVariable DealId dealId, @RequestBody Put body, RequestContext request) {
    DealFacts facts = body.facts(stages);
    String reason = body.reason();
    Decided decided = writes.send(
        new RecordDeal(
            dealId,
            facts,
            body.changedOn(),
            today(),
            body.sourceVersion(),
            reason == null
                ? null
                : encrypt(dealId, DealOwners.of(facts.repId(), facts.splits()), reason)),
        request);
    return decided.fact(DealOpened.class).isPresent()
        ? writes.created(decided, "/api/v1/deals/" + dealId.value(), answer(dealId, decided))
        : writes.changed(decided, answer(dealId, decided));
  }

  @DeleteMapping
  ResponseEntity<Answer> voidDeal(
      @PathVariable DealId dealId, @RequestParam String reason, RequestContext request) {
    PersonalText encrypted = encrypt(dealId, Optional.empty(), reason);
    Decided decided = writes.send(new VoidDeal(dealId, null, today(), encrypted), request);
    return writes.changed(decided, answer(dealId, decided));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** For the owner whom the request names, else for the recorded one, so that it goes with the rep. */
  private PersonalText encrypt(DealId dealId, Optional<RepId> named, String reason) {
    String about =
        named.or(() -> owners.recorded(dealId)).map(RepId::toString).orElseGet(dealId::toString);
    return texts.encrypt(about, reason);
  }

  private static Answer answer(DealId dealId, Decided decided) {
    List<String> recorded = decided
        .facts(DealEvent.class)
        .map(event -> event.getClass().getSimpleName())
        .toList();
    return new Answer(dealId, recorded, decided.version(), decided.changed());
  }
}
