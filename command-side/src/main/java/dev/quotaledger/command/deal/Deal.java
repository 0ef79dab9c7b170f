package dev.quotaledger.command.deal;

import dev.quotaledger.api.DealCommand;
import dev.quotaledger.api.DealCommand.AmendDeal;
import dev.quotaledger.api.DealCommand.OverrideForecastCategory;
import dev.quotaledger.api.DealCommand.RecordDeal;
import dev.quotaledger.api.DealCommand.RecordDealHistory;
import dev.quotaledger.api.DealCommand.SplitCredit;
import dev.quotaledger.api.DealCommand.VoidDeal;
import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DealEvent.DealConfirmed;
import dev.quotaledger.api.DealEvent.DealCreditSplitChanged;
import dev.quotaledger.api.DealEvent.DealHistoryRecorded;
import dev.quotaledger.api.DealEvent.DealVoided;
import dev.quotaledger.api.DealEvent.ForecastCategoryOverridden;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.ForecastCategory;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.command.Decider;
import dev.quotaledger.command.References;
import dev.quotaledger.model.DealState;
import dev.quotaledger.model.DealState.CategoryOverride;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * One opportunity, from first contact until it is won or lost, and every correction after that.
 *
 * <p>A deal opens when a source first records it, and closes at once where the source knows it as
 * won or lost. Each later record is compared with what is known, and what it means is recorded:
 * stages passed, another amount, owner or territory, credit split, won, lost, opened again, another
 * close date. The source is never asked what changed, so that it may send the same record any number
 * of times and in any order. In the end a deal that should never have been is voided.
 *
 * <ol>
 *   <li>The same facts twice record nothing.
 *   <li>A record older than the newest version seen records nothing. A newer version is remembered
 *       although nothing differs, so that one in between that arrives late counts as old.
 *   <li>What differs is recorded in one order: opened again, stage, classification, owner, amount,
 *       expected close, shares, close date, and won or lost last.
 *   <li>A deal opens on the day of its creation, else on the day on which it reached us, and never
 *       after it closed. It is won or lost on its close date.
 *   <li>A change of a won deal takes effect on the close date of the credit that it corrects (of
 *       two close dates, on the earlier), of another deal on the day on which it reached us; unless
 *       the source says when it changed. What comes along with a closing holds on the close date.
 *   <li>Shares set by hand stay until the source has shares of its own, which replace them.
 *   <li>A record that brings a new owner, share or territory names one that exists.
 *   <li>A voided deal never changes; voiding it again records nothing.
 *   <li>A deal has at most 1,000 events. From then on it can only be voided, and a newer version in
 *       which nothing differs is not remembered.
 *   <li>A record of some facts alone leaves the others as they are recorded, and otherwise means
 *       what the record of all of them would.
 *   <li>A record of the past changes nothing of how the deal is now, nor its credit, whatever its
 *       day: it is kept as it came, once, for whoever asks how the deal was. It counts among the
 *       events that a deal may have.
 *   <li>A deal that is known by a record of the past alone opens with what that says, on its day, and
 *       is open: only its source's own record can close it.
 *   <li>How sure people say that it is, only of an open deal can be said. It stays whatever the
 *       source records, until somebody takes it back or the deal closes; a deal that is opened again
 *       goes by its stage until somebody says otherwise.
 * </ol>
 */
@Revision("3")
final class Deal extends Decider {

  @AggregateIdentifier
  private @Nullable DealId dealId;

  private @Nullable DealState state;

  /** The records of the past, which are only ever asked for one of them. */
  private final Set<DealHistoryRecorded> past = new HashSet<>();

  /** For Axon, which folds the events into it. */
  Deal() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(RecordDeal command, References references) {
    List<DealEvent> events =
        state == null ? DealChanges.opening(command) : DealChanges.since(standing(), command);
    recordMeaning(command.dealId(), events, references);
  }

  @CommandHandler
  void decide(AmendDeal command, References references) {
    DealState deal = standing();
    RecordDeal whole = new RecordDeal(
        command.dealId(),
        command.patch().onto(deal.facts()),
        command.changedOn(),
        command.receivedOn(),
        command.sourceVersion(),
        command.reason());
    recordMeaning(command.dealId(), DealChanges.since(deal, whole), references);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(RecordDealHistory command, References references) {
    DealHistoryRecorded record = command.past();
    if (state == null) {
      List<DealEvent> events = List.of(DealChanges.openingOf(record), record);
      recordChanges(command.dealId(), events, references);
      return;
    }
    standing();
    if (!past.contains(record)) {
      recordChanges(command.dealId(), List.of(record), references);
    }
  }

  @CommandHandler
  void decide(SplitCredit command, References references) {
    DealState deal = standing();
    if (deal.sharesLast() && DealChanges.sameShares(deal.shares(), command.shares())) {
      return;
    }
    DealEvent event = new DealCreditSplitChanged(
        command.dealId(),
        deal.shares(),
        command.shares(),
        true,
        DealChanges.effectiveOn(deal, null, command.receivedOn()),
        null,
        command.reason());
    recordChanges(command.dealId(), List.of(event), references);
  }

  @CommandHandler
  void decide(OverrideForecastCategory command, References references) {
    DealState deal = standing();
    if (deal.stage().isClosed()) {
      throw new Refusal.DealIsClosed(command.dealId()).asException();
    }
    CategoryOverride known = deal.override();
    ForecastCategory before = deal.overriddenAs();
    boolean holdsByThen = known == null || !known.effectiveOn().isAfter(command.effectiveOn());
    if (before != command.category() || !holdsByThen) {
      DealEvent event = new ForecastCategoryOverridden(
          command.dealId(), before, command.category(), command.effectiveOn(), command.reason());
      recordChanges(command.dealId(), List.of(event), references);
    }
  }

  @CommandHandler
  void decide(VoidDeal command, References references) {
    DealState deal = known();
    if (!deal.voided()) {
      LocalDate effectiveOn =
          DealChanges.effectiveOn(deal, command.changedOn(), command.receivedOn());
      DealEvent event = new DealVoided(command.dealId(), effectiveOn, null, command.reason());
      record(List.of(event), references);
    }
  }

  @EventSourcingHandler
  void evolve(DealEvent event, MetaData metadata) {
    dealId = event.dealId();
    state = DealState.evolve(state, event);
    if (event instanceof DealHistoryRecorded record) {
      past.add(record);
    }
    remember(metadata);
  }

  private static void recordMeaning(DealId dealId, List<DealEvent> events, References references) {
    if (hasRoomFor(events) || !events.stream().allMatch(DealConfirmed.class::isInstance)) {
      recordChanges(dealId, events, references);
    }
  }

  private static void recordChanges(DealId dealId, List<DealEvent> events, References references) {
    if (!hasRoomFor(events)) {
      throw new Refusal.TooManyChanges(dealId, DealCommand.MAX_EVENTS).asException();
    }
    record(events, references);
  }

  private static boolean hasRoomFor(List<DealEvent> events) {
    return version() + 1 + events.size() <= DealCommand.MAX_EVENTS;
  }

  private static void record(List<DealEvent> events, References references) {
    DealReferences named = new DealReferences(references);
    events.forEach(named::check);
    events.forEach(AggregateLifecycle::apply);
  }

  private DealState standing() {
    DealState deal = known();
    if (deal.voided()) {
      throw new Refusal.DealIsVoid(Objects.requireNonNull(dealId)).asException();
    }
    return deal;
  }

  private DealState known() {
    if (state == null) {
      throw new IllegalStateException("The deal is not open yet");
    }
    return state;
  }
}
