package dev.quotaledger.command.reallocation;

import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaPlanCommand.TransferQuota;
import dev.quotaledger.api.Refused;
import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import dev.quotaledger.command.Commands;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.command.Sender;
import dev.quotaledger.runtime.readstore.KeptValues;
import dev.quotaledger.runtime.readstore.ReadStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Has every open plan move the quota of a territory that changed hands. A plan takes each transfer
 * once, since its id is that of the reallocation. When all plans have answered, that is kept: a
 * repetition then answers the same and asks nobody, so that lines which are set later are left alone.
 */
@Component
final class QuotaTransfers {

  /** The reaction's name, as in metadata and metrics. */
  static final String REACTION = "quota-transfer";

  private final OpenPlans plans;
  private final Commands commands;
  private final EventStore events;
  private final KeptValues<Answered> answered;

  QuotaTransfers(OpenPlans plans, Commands commands, EventStore events, ReadStore store) {
    this.plans = plans;
    this.commands = commands;
    this.events = events;
    this.answered = new KeptValues<>(store, "quota-transfers", Answered.class);
  }

  /** Where the plans have recorded what became of a transfer. */
  record Answered(List<Recorded> recorded) {

    /** The plan's event of that number. */
    record Recorded(PlanId planId, long sequence) {}
  }

  /**
   * What became of a transfer in one plan.
   *
   * @param decided the plan's decision; null when it could not be asked
   * @param failure why it could not; null when it could
   */
  record Attempt(
      PlanId planId, @Nullable Decided decided, @Nullable RuntimeException failure) {

    /** Whether there is something to tell of: quota moved or declined, or not known yet. */
    boolean concerns() {
      return decided == null || decided.changed();
    }
  }

  /** What became of the quota, in each plan that it concerns. It never fails as a whole. */
  List<Attempt> attempt(DomainEventMessage<?> reallocation) {
    Optional<Answered> earlier = answered.find(reallocation.getIdentifier());
    if (earlier.isPresent()) {
      return earlier.get().recorded().stream().map(this::stored).toList();
    }
    List<Attempt> attempts = plans.all().stream()
        .flatMap(planId -> ask(planId, reallocation).stream())
        .filter(Attempt::concerns)
        .toList();
    if (attempts.stream().allMatch(attempt -> attempt.decided() != null)) {
      keep(reallocation, attempts);
    }
    return attempts;
  }

  /** Empty when there is no such plan: what was to open it was never recorded. */
  private Optional<Attempt> ask(PlanId planId, DomainEventMessage<?> reallocation) {
    TransferQuota command = new TransferQuota(
        planId, reallocation.getIdentifier(), (TerritoryReallocated) reallocation.getPayload());
    try {
      Decided decided = commands.send(command, Sender.reaction(REACTION, reallocation));
      return Optional.of(new Attempt(planId, decided, null));
    } catch (Refused _) {
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(new Attempt(planId, null, e));
    }
  }

  private void keep(DomainEventMessage<?> reallocation, List<Attempt> attempts) {
    List<Answered.Recorded> recorded = new ArrayList<>();
    for (Attempt attempt : attempts) {
      if (attempt.decided() != null) {
        recorded.add(new Answered.Recorded(attempt.planId(), attempt.decided().version()));
      }
    }
    var _ = answered.put(reallocation.getIdentifier(), 0, new Answered(recorded));
  }

  private Attempt stored(Answered.Recorded recorded) {
    String planId = recorded.planId().toString();
    List<DomainEventMessage<?>> event = events
        .readEvents(planId, recorded.sequence())
        .asStream()
        .limit(1)
        .<DomainEventMessage<?>>map(each -> each)
        .toList();
    return new Attempt(
        recorded.planId(), new Decided(planId, recorded.sequence(), event, true), null);
  }
}
