package dev.quotaledger.command.lead;

import dev.quotaledger.api.LeadCommand.RecordLead;
import dev.quotaledger.api.LeadEvent;
import dev.quotaledger.api.LeadEvent.Conversion;
import dev.quotaledger.api.LeadEvent.LeadConfirmed;
import dev.quotaledger.api.LeadEvent.LeadConversionCorrected;
import dev.quotaledger.api.LeadEvent.LeadConverted;
import dev.quotaledger.api.LeadEvent.LeadCorrected;
import dev.quotaledger.api.LeadEvent.LeadCreated;
import dev.quotaledger.api.LeadEvent.LeadDisqualificationCorrected;
import dev.quotaledger.api.LeadEvent.LeadDisqualified;
import dev.quotaledger.api.LeadEvent.LeadQualified;
import dev.quotaledger.api.LeadEvent.LeadReassigned;
import dev.quotaledger.api.LeadEvent.LeadReopened;
import dev.quotaledger.api.LeadEvent.Origin;
import dev.quotaledger.api.LeadFacts;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.api.LeadStatus;
import dev.quotaledger.api.SourceVersion;
import dev.quotaledger.model.LeadState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a source's record of a lead means, by comparison with what is recorded of it here. */
final class LeadChanges {

  private final RecordLead command;
  private final LeadId leadId;
  private final LeadFacts facts;
  private final @Nullable SourceVersion version;
  private final List<LeadEvent> events = new ArrayList<>();

  /** The lead after the events so far. */
  private LeadState lead;

  private LeadChanges(RecordLead command, LeadState lead) {
    this.command = command;
    this.leadId = command.leadId();
    this.facts = command.facts();
    this.version = command.sourceVersion();
    this.lead = lead;
  }

  /** What it means that a lead becomes known. */
  static List<LeadEvent> creating(RecordLead command) {
    LeadFacts facts = command.facts();
    LocalDate created = Objects.requireNonNullElse(facts.createdOn(), command.receivedOn());
    LeadCreated event = new LeadCreated(
        command.leadId(), facts, earlier(created, closedOn(facts)), command.sourceVersion());
    LeadChanges changes = new LeadChanges(command, LeadState.evolve(null, event));
    changes.events.add(event);
    changes.moveOn();
    return changes.events;
  }

  /** What a later record of a known lead means: in this order, and nothing when it is an old one. */
  static List<LeadEvent> since(LeadState lead, RecordLead command) {
    LeadChanges changes = new LeadChanges(command, lead);
    if (changes.isOlder()) {
      return List.of();
    }
    changes.correct();
    changes.reassign();
    changes.moveOn();
    changes.confirm();
    return changes.events;
  }

  private void correct() {
    Origin after = new Origin(facts.source(), facts.createdOn());
    if (!after.equals(lead.origin())) {
      LocalDate correctedOn = correctedOn(lead.openedOn(), facts.createdOn());
      add(new LeadCorrected(leadId, lead.origin(), after, correctedOn, version));
    }
  }

  private void reassign() {
    if (!Objects.equals(lead.repId(), facts.repId())) {
      add(new LeadReassigned(leadId, lead.repId(), facts.repId(), effectiveOn(), version));
    }
  }

  private void moveOn() {
    switch (facts.status()) {
      case NEW, QUALIFIED -> moveTo(facts.status());
      case CONVERTED -> convert();
      case DISQUALIFIED -> disqualify();
    }
  }

  private void moveTo(LeadStatus status) {
    if (lead.status() == status) {
      return;
    }
    add(
        lead.status() == LeadStatus.NEW
            ? new LeadQualified(leadId, effectiveOn(), version)
            : new LeadReopened(leadId, status, effectiveOn(), version, command.reason()));
  }

  private void convert() {
    LocalDate convertedOn = Objects.requireNonNull(facts.convertedOn());
    Conversion after = new Conversion(facts.convertedDealId(), convertedOn);
    Conversion before = lead.conversion();
    if (before == null) {
      add(new LeadConverted(leadId, after, convertedOn, version, command.reason()));
    } else if (!before.equals(after)) {
      LocalDate correctedOn = correctedOn(before.convertedOn(), convertedOn);
      add(new LeadConversionCorrected(leadId, before, after, correctedOn, version));
    }
  }

  private void disqualify() {
    LocalDate after = Objects.requireNonNull(facts.disqualifiedOn());
    LocalDate before = lead.disqualifiedOn();
    if (before == null) {
      add(new LeadDisqualified(leadId, after, after, version, command.reason()));
    } else if (!before.equals(after)) {
      LocalDate correctedOn = correctedOn(before, after);
      add(new LeadDisqualificationCorrected(leadId, before, after, correctedOn, version));
    }
  }

  /** A newer version is recorded even if nothing differs, so that one in between is known as old. */
  private void confirm() {
    if (events.isEmpty() && version != null && !version.equals(lead.sourceVersion())) {
      add(new LeadConfirmed(leadId, effectiveOn(), version));
    }
  }

  private boolean isOlder() {
    SourceVersion newest = lead.sourceVersion();
    return version != null && newest != null && version.isOlderThan(newest);
  }

  /** What comes along with a closing holds on the day of that already. */
  private LocalDate effectiveOn() {
    LocalDate day = Objects.requireNonNullElse(command.changedOn(), command.receivedOn());
    return lead.status() == facts.status() ? day : earlier(day, closedOn(facts));
  }

  private LocalDate correctedOn(LocalDate before, @Nullable LocalDate after) {
    return Objects.requireNonNullElse(command.changedOn(), earlier(before, after));
  }

  private void add(LeadEvent event) {
    events.add(event);
    lead = LeadState.evolve(lead, event);
  }

  private static @Nullable LocalDate closedOn(LeadFacts facts) {
    return facts.convertedOn() == null ? facts.disqualifiedOn() : facts.convertedOn();
  }

  private static LocalDate earlier(LocalDate day, @Nullable LocalDate other) {
    return other != null && other.isBefore(day) ? other : day;
  }
}
