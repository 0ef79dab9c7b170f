package dev.quotaledger.command.lead;

import dev.quotaledger.api.DealId;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.LeadCommand.RecordLead;
import dev.quotaledger.api.LeadEvent;
import dev.quotaledger.api.LeadEvent.LeadCreated;
import dev.quotaledger.api.LeadFacts;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.api.LeadStatus;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.SourceVersion;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.command.Writes;
import dev.quotaledger.runtime.people.PersonalTexts;
import dev.quotaledger.runtime.web.RequestContext;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes the writes of leads. The day on which a lead reaches us is today in UTC. */
@RestController
@RequestMapping("/api/v1/leads")
class LeadController {

  private final Writes writes;
  private final PersonalTexts texts;
  private final Clock clock;

  LeadController(Writes writes, PersonalTexts texts, Clock clock) {
    this.writes = writes;
    this.texts = texts;
    this.clock = clock;
  }

  /**
   * A lead as its source now has it; what is left out, the source does not say.
   *
   * @param leadId required where the path does not name it; the same where it does
   * @param convertedOn required when the status is CONVERTED
   * @param disqualifiedOn required when the status is DISQUALIFIED
   */
  record Put(
      @Nullable LeadId leadId,
      String source,
      @Nullable RepId repId,
      @Nullable LocalDate createdOn,
      LeadStatus status,
      @Nullable DealId convertedDealId,
      @Nullable LocalDate convertedOn,
      @Nullable LocalDate disqualifiedOn,
      @Nullable LocalDate changedOn,
      @Nullable SourceVersion sourceVersion,
      @Nullable String reason) {

    private LeadFacts facts() {
      return new LeadFacts(
          source, repId, createdOn, status, convertedDealId, convertedOn, disqualifiedOn);
    }
  }

  /**
   * What became of the lead.
   *
   * @param recorded what the record meant, in order: {@code LeadCreated}, {@code LeadConverted}
   */
  record Answer(LeadId leadId, List<String> recorded, long version, boolean changed) {}

  @PostMapping
  ResponseEntity<Answer> record(@RequestBody Put body, RequestContext request) {
    LeadId leadId = body.leadId();
    if (leadId == null) {
      throw new InvalidValue("leadId", "a value", "");
    }
    return record(leadId, body, request);
  }

  @PutMapping("/{leadId}")
  ResponseEntity<Answer> put(
      @PathVariable LeadId leadId, @RequestBody Put body, RequestContext request) {
    LeadId named = body.leadId();
    if (named != null && !named.equals(leadId)) {
      throw new InvalidValue("leadId", "the same as in the path, or none", named.value());
    }
    return record(leadId, body, request);
  }

  private ResponseEntity<Answer> record(LeadId leadId, Put body, RequestContext request) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Decided decided = writes.send(
        new RecordLead(
            leadId,
            body.facts(),
            body.changedOn(),
            today,
            body.sourceVersion(),
            reason(leadId, body)),
        request);
    return decided.fact(LeadCreated.class).isPresent()
        ? writes.created(decided, "/api/v1/leads/" + leadId.value(), answer(leadId, decided))
        : writes.changed(decided, answer(leadId, decided));
  }

  /** For the rep who works the lead, so that it goes with them, else for the lead. */
  private @Nullable PersonalText reason(LeadId leadId, Put body) {
    String reason = body.reason();
    RepId repId = body.repId();
    return reason == null
        ? null
        : texts.encrypt(repId == null ? leadId.toString() : repId.toString(), reason);
  }

  private static Answer answer(LeadId leadId, Decided decided) {
    List<String> recorded = decided
        .facts(LeadEvent.class)
        .map(event -> event.getClass().getSimpleName())
        .toList();
    return new Answer(leadId, recorded, decided.version(), decided.changed());
  }
}
