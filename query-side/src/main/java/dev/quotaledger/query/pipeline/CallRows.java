package dev.quotaledger.query.pipeline;

import dev.quotaledger.api.ForecastCallEvent;
import dev.quotaledger.api.ForecastCallId;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.model.attainment.Reference;
import dev.quotaledger.model.attainment.StoredEvent;
import dev.quotaledger.model.attainment.View;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * Calls as one view has them. A plan closes its periods in another stream than that in which calls
 * are recorded, so that one may have been taken just after the closing: it is there to be seen, and
 * does not count.
 */
public final class CallRows {

  private final Calls calls;
  private final Reference reference;
  private final View view;

  CallRows(Calls calls, Reference reference, View view) {
    this.calls = calls;
    this.reference = reference;
    this.view = view;
  }

  /** Everything that was said of the periods about these subjects, as it was recorded. */
  public List<CallRow> of(PlanId planId, Collection<PeriodId> periods, Predicate<Subject> about) {
    return calls.read(planId, periods, about).stream()
        .filter(stored -> stored.isKnownAt(view.knownAt()))
        .filter(stored -> !stored.event().effectiveOn().isAfter(view.day()))
        .map(stored -> CallRow.of(stored, wasOpen(stored)))
        .sorted(CallRow.ORDER)
        .toList();
  }

  private boolean wasOpen(StoredEvent stored) {
    ForecastCallId call = ((ForecastCallEvent) stored.event()).callId();
    Instant then = stored.recordedAt();
    return reference
        .plan(call.planId(), then)
        .flatMap(
            plan -> plan.closedAt(call.periodId(), reference.calendar(plan.calendarId(), null)))
        .isEmpty();
  }
}
