package dev.quotaledger.command.quotaplan;

import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanCommand;
import dev.quotaledger.api.QuotaPlanCommand.SetQuota;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.Refusal.PublicationBlocked;
import dev.quotaledger.api.Refusal.PublicationBlocked.Blocker;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.Plan;
import dev.quotaledger.model.Plan.DraftedLine;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is going to be published: the lines of a plan as they are, with what its revision drafts. All
 * of it comes into force, or nothing.
 */
final class Publication {

  private final PlanId planId;
  private final Plan plan;
  private final Calendar calendar;
  private final List<DraftedLine> drafted;

  Publication(PlanId planId, Plan plan, Calendar calendar) {
    this.planId = planId;
    this.plan = plan;
    this.calendar = calendar;
    this.drafted = plan.drafted();
  }

  /**
   * Refuses it unless all of it can come into force, naming every line that cannot.
   *
   * @param publisher the rep who asks; null for anybody else
   */
  void require(@Nullable RepId publisher) {
    if (publisher != null
        && drafted.stream().anyMatch(line -> line.key().subject().equals(Subject.rep(publisher)))) {
      throw new Refusal.OwnQuota(planId, publisher).asException();
    }
    if (plan.revisedLineCount() > QuotaPlanCommand.MAX_LINES_PER_PLAN) {
      throw new Refusal.TooManyLines(planId, QuotaPlanCommand.MAX_LINES_PER_PLAN).asException();
    }
    List<Blocker> blockers = blockers().toList();
    if (!blockers.isEmpty()) {
      throw PublicationBlocked.of(planId, plan.life().begun(), blockers).asException();
    }
  }

  /** What stands in the way. Every rule of publishing adds what it finds, in the order of lines. */
  private Stream<Blocker> blockers() {
    return Stream.of(ofDraftedLines()).flatMap(found -> found);
  }

  /** Since a line was drafted, periods may have closed, and lines may have been adjusted or moved. */
  private Stream<Blocker> ofDraftedLines() {
    return drafted.stream()
        .flatMap(line -> obstacles(line).map(refusal -> Blocker.of(line.key(), refusal)));
  }

  private Stream<Refusal> obstacles(DraftedLine line) {
    QuotaLineKey key = line.key();
    LocalDate first = line.drafts().getLast().effectiveOn();
    Stream<Refusal> closed = LineRules.isClosed(plan, calendar, key.periodId())
        ? Stream.of(new Refusal.PeriodClosed(planId, key.periodId()))
        : Stream.empty();
    return Stream.of(
            closed,
            LineRules.belowZero(key, plan.revised(key), first).stream(),
            LineRules.misfit(key, plan.anyOfSeries(key), plan.anyOfTerritorySeries(key), calendar)
                .stream())
        .flatMap(refusals -> refusals);
  }

  /**
   * What its revision sets, in the order of the lines. Of one line the latest day comes first, so that
   * none of them passes through an amount that it has at no time, and what each was before is what was
   * in force.
   */
  List<SetQuota> sets() {
    return drafted.stream()
        .flatMap(line -> line.drafts().stream()
            .map(draft -> new SetQuota(
                planId, line.key(), draft.amount().amount(), draft.reason(), draft.effectiveOn())))
        .toList();
  }
}
