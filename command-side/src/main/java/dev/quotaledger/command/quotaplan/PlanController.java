package dev.quotaledger.command.quotaplan;

import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaPlanCommand;
import dev.quotaledger.api.QuotaPlanCommand.AbandonRevision;
import dev.quotaledger.api.QuotaPlanCommand.ApprovePlan;
import dev.quotaledger.api.QuotaPlanCommand.ClosePeriod;
import dev.quotaledger.api.QuotaPlanCommand.ClosePlan;
import dev.quotaledger.api.QuotaPlanCommand.OpenPlan;
import dev.quotaledger.api.QuotaPlanCommand.PublishPlan;
import dev.quotaledger.api.QuotaPlanCommand.RejectPlan;
import dev.quotaledger.api.QuotaPlanCommand.ReopenPeriod;
import dev.quotaledger.api.QuotaPlanCommand.StartRevision;
import dev.quotaledger.api.QuotaPlanCommand.SubmitPlan;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.command.Writes;
import dev.quotaledger.runtime.people.PersonalTexts;
import dev.quotaledger.runtime.web.RequestContext;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes the writes of plans and of their periods. */
@RestController
@RequestMapping("/api/v1/plans")
class PlanController {

  private final Writes writes;
  private final PersonalTexts texts;

  PlanController(Writes writes, PersonalTexts texts) {
    this.writes = writes;
    this.texts = texts;
  }

  /** A new plan; without a team it is for everybody, and without approval nobody has to approve it. */
  record Open(
      PlanId planId,
      String name,
      CalendarId calendarId,
      Currency currency,
      @Nullable TeamId teamId,
      @Nullable Boolean approval) {

    OpenPlan command() {
      return new OpenPlan(planId, name, calendarId, currency, teamId, approval != null && approval);
    }
  }

  /** What to say, where nothing need be said. */
  record Remark(@Nullable String comment) {}

  /** What to say. */
  record Comment(String comment) {}

  /** Why, where it need not be said. */
  record Optionally(@Nullable String reason) {}

  /** Why. */
  record Because(String reason) {}

  /** What became of the plan. */
  record PlanAnswer(PlanId planId, long version, boolean changed) {}

  /** What became of a period of the plan. */
  record PeriodAnswer(PlanId planId, PeriodId periodId, long version, boolean changed) {}

  @PostMapping
  ResponseEntity<PlanAnswer> open(@RequestBody Open body, RequestContext request) {
    Decided decided = writes.send(body.command(), request);
    return writes.created(
        decided, "/api/v1/plans/" + body.planId().value(), answer(body.planId(), decided));
  }

  @PostMapping("/{planId}/submission")
  ResponseEntity<PlanAnswer> submit(
      @PathVariable PlanId planId,
      @RequestBody(required = false) @Nullable Remark body,
      RequestContext request) {
    return changed(new SubmitPlan(planId, comment(planId, body)), request);
  }

  @PostMapping("/{planId}/approval")
  ResponseEntity<PlanAnswer> approve(
      @PathVariable PlanId planId,
      @RequestBody(required = false) @Nullable Remark body,
      RequestContext request) {
    return changed(new ApprovePlan(planId, comment(planId, body)), request);
  }

  @PostMapping("/{planId}/rejection")
  ResponseEntity<PlanAnswer> reject(
      @PathVariable PlanId planId, @RequestBody Comment body, RequestContext request) {
    return changed(new RejectPlan(planId, encrypted(planId, "comment", body.comment())), request);
  }

  @PostMapping("/{planId}/publication")
  ResponseEntity<PlanAnswer> publish(@PathVariable PlanId planId, RequestContext request) {
    return changed(new PublishPlan(planId), request);
  }

  @PostMapping("/{planId}/revision")
  ResponseEntity<PlanAnswer> revise(
      @PathVariable PlanId planId, @RequestBody Because body, RequestContext request) {
    return changed(new StartRevision(planId, encrypted(planId, "reason", body.reason())), request);
  }

  @PostMapping("/{planId}/revision/abandonment")
  ResponseEntity<PlanAnswer> abandon(
      @PathVariable PlanId planId, @RequestBody Because body, RequestContext request) {
    return changed(
        new AbandonRevision(planId, encrypted(planId, "reason", body.reason())), request);
  }

  @PostMapping("/{planId}/closure")
  ResponseEntity<PlanAnswer> close(
      @PathVariable PlanId planId,
      @RequestBody(required = false) @Nullable Optionally body,
      RequestContext request) {
    return changed(new ClosePlan(planId, reason(planId, body)), request);
  }

  @PostMapping("/{planId}/periods/{periodId}/closure")
  ResponseEntity<PeriodAnswer> closePeriod(
      @PathVariable PlanId planId,
      @PathVariable PeriodId periodId,
      @RequestBody(required = false) @Nullable Optionally body,
      RequestContext request) {
    Decided decided = writes.send(new ClosePeriod(planId, periodId, reason(planId, body)), request);
    return writes.changed(decided, answer(planId, periodId, decided));
  }

  @PostMapping("/{planId}/periods/{periodId}/reopening")
  ResponseEntity<PeriodAnswer> reopenPeriod(
      @PathVariable PlanId planId,
      @PathVariable PeriodId periodId,
      @RequestBody Because body,
      RequestContext request) {
    PersonalText reason = encrypted(planId, "reason", body.reason());
    Decided decided = writes.send(new ReopenPeriod(planId, periodId, reason), request);
    return writes.changed(decided, answer(planId, periodId, decided));
  }

  private ResponseEntity<PlanAnswer> changed(QuotaPlanCommand command, RequestContext request) {
    Decided decided = writes.send(command, request);
    return writes.changed(decided, answer(command.planId(), decided));
  }

  private @Nullable PersonalText reason(PlanId planId, @Nullable Optionally body) {
    String reason = body == null ? null : body.reason();
    return reason == null ? null : encrypted(planId, "reason", reason);
  }

  private @Nullable PersonalText comment(PlanId planId, @Nullable Remark body) {
    String comment = body == null ? null : body.comment();
    return comment == null ? null : encrypted(planId, "comment", comment);
  }

  /** It is about no person, and so encrypted for the plan. */
  private PersonalText encrypted(PlanId planId, String field, String text) {
    try {
      return texts.encrypt(planId.toString(), text);
    } catch (InvalidValue e) {
      throw new InvalidValue(field, e.expected(), text);
    }
  }

  private static PlanAnswer answer(PlanId planId, Decided decided) {
    return new PlanAnswer(planId, decided.version(), decided.changed());
  }

  private static PeriodAnswer answer(PlanId planId, PeriodId periodId, Decided decided) {
    return new PeriodAnswer(planId, periodId, decided.version(), decided.changed());
  }
}
