package dev.quotaledger.command.forecastcall;

import dev.quotaledger.api.CallFigures;
import dev.quotaledger.api.ForecastCallCommand;
import dev.quotaledger.api.ForecastCallCommand.AdjustForecastCall;
import dev.quotaledger.api.ForecastCallCommand.Amounts;
import dev.quotaledger.api.ForecastCallCommand.SubmitForecastCall;
import dev.quotaledger.api.ForecastCallEvent.ForecastCallAdjusted;
import dev.quotaledger.api.ForecastCallEvent.ForecastCallSubmitted;
import dev.quotaledger.api.ForecastCallId;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.command.Reach;
import dev.quotaledger.command.Who;
import dev.quotaledger.command.Writes;
import dev.quotaledger.runtime.people.PersonalTexts;
import dev.quotaledger.runtime.security.Caller;
import dev.quotaledger.runtime.web.RequestContext;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes what people say of how periods will end. A call holds from today on, in UTC. */
@RestController
@RequestMapping("/api/v1/plans/{planId}/forecast")
class ForecastCallController {

  private final Writes writes;
  private final PersonalTexts texts;
  private final Reach reach;
  private final Clock clock;

  ForecastCallController(Writes writes, PersonalTexts texts, Reach reach, Clock clock) {
    this.writes = writes;
    this.texts = texts;
    this.reach = reach;
    this.clock = clock;
  }

  /**
   * A call, each amount that of the whole period with what has closed already.
   *
   * @param subject a rep, a team, or the house for the whole plan
   */
  record Call(
      Who subject,
      PeriodId periodId,
      @Nullable BigDecimal pipeline,
      @Nullable BigDecimal bestCase,
      BigDecimal commit,
      @Nullable String note) {}

  /** What is said otherwise than in the call, at least one amount, and why. */
  record Adjustment(
      Who subject,
      PeriodId periodId,
      @Nullable BigDecimal pipeline,
      @Nullable BigDecimal bestCase,
      @Nullable BigDecimal commit,
      String note) {}

  /**
   * What became of it.
   *
   * @param inOrder whether commit, best case and pipeline, those of the call where the adjustment
   *     says nothing, contain each other
   */
  record Answer(
      PlanId planId,
      Subject subject,
      PeriodId periodId,
      @Nullable String commit,
      @Nullable String bestCase,
      @Nullable String pipeline,
      boolean inOrder,
      LocalDate effectiveOn,
      long version,
      boolean changed) {

    private static Answer of(
        ForecastCallId id,
        CallFigures figures,
        boolean inOrder,
        LocalDate effectiveOn,
        Decided decided) {
      return new Answer(
          id.planId(),
          id.subject(),
          id.periodId(),
          text(figures.commit()),
          text(figures.bestCase()),
          text(figures.pipeline()),
          inOrder,
          effectiveOn,
          decided.version(),
          decided.changed());
    }

    private static @Nullable String text(@Nullable Money amount) {
      return amount == null ? null : amount.toPlainString();
    }
  }

  @PostMapping("/calls")
  ResponseEntity<Answer> submit(
      @PathVariable PlanId planId, @RequestBody Call body, Caller caller, RequestContext request) {
    ForecastCallId id =
        new ForecastCallId(planId, body.periodId(), body.subject().subject());
    Amounts amounts = new Amounts(body.commit(), body.bestCase(), body.pipeline());
    Decided decided = decided(
        new SubmitForecastCall(id, amounts, today(), note(id, body.note())), caller, request);
    ForecastCallSubmitted call = decided.fact(ForecastCallSubmitted.class).orElseThrow();
    return writes.changed(
        decided,
        Answer.of(id, call.figures(), call.figures().isInOrder(), call.effectiveOn(), decided));
  }

  @PostMapping("/adjustments")
  ResponseEntity<Answer> adjust(
      @PathVariable PlanId planId,
      @RequestBody Adjustment body,
      Caller caller,
      RequestContext request) {
    ForecastCallId id =
        new ForecastCallId(planId, body.periodId(), body.subject().subject());
    Amounts amounts = new Amounts(body.commit(), body.bestCase(), body.pipeline());
    Decided decided = decided(
        new AdjustForecastCall(id, amounts, today(), note(id, body.note())), caller, request);
    ForecastCallAdjusted call = decided.fact(ForecastCallAdjusted.class).orElseThrow();
    boolean inOrder = call.figures().over(call.submitted()).isInOrder();
    return writes.changed(
        decided, Answer.of(id, call.figures(), inOrder, call.effectiveOn(), decided));
  }

  private Decided decided(ForecastCallCommand command, Caller caller, RequestContext request) {
    reach.require(caller, command.callId().subject());
    return writes.send(command, request);
  }

  /** Encrypted for whom it is about. */
  private @Nullable PersonalText note(ForecastCallId id, @Nullable String note) {
    try {
      return note == null ? null : texts.encrypt(id.subject().toString(), note);
    } catch (InvalidValue e) {
      throw e.of("note");
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
