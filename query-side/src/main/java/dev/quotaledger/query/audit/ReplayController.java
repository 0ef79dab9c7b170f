package dev.quotaledger.query.audit;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.model.attainment.RecordedFacts;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.SettledTime;
import dev.quotaledger.query.audit.RecordedLog.Reading;
import dev.quotaledger.runtime.web.TextInput;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Serves the replay of a plan. */
@RestController
class ReplayController {

  private static final String NDJSON = "application/x-ndjson";

  private final RecordedLog log;
  private final SettledTime settledTime;
  private final JsonMapper mapper;

  ReplayController(RecordedLog log, SettledTime settledTime, JsonMapper mapper) {
    this.log = log;
    this.settledTime = settledTime;
    this.mapper = mapper;
  }

  /**
   * What a line is worth before and after an event.
   *
   * @param before on the event's {@code effectiveOn}; null where there was no line
   * @param after on that day
   * @param total with everything recorded by then
   */
  record LineState(
      LineView line, @Nullable String before, String after, String total, String currency) {}

  /**
   * What a deal credits, before and after an event.
   *
   * @param creditedTo whom the deal names: {@code rep-275}, {@code territory-4} or {@code house}
   * @param creditOn the credit date
   */
  record CreditState(
      String creditedTo, LocalDate creditOn, String before, String after, String currency) {}

  /**
   * What is so after an event.
   *
   * @param plan the plan's state; null before it was opened
   * @param closedPeriods those that were closed and not opened again
   * @param lines those that the event touched
   * @param credits those of the deal that it changed
   */
  record StateView(
      @Nullable String plan,
      List<String> closedPeriods,
      List<LineState> lines,
      List<CreditState> credits) {}

  /** A line of the answer: an event and what is so after it. */
  record ReplayStep(EventView event, StateView state) {}

  /**
   * The figure of a rep, or of the house, in a leaf period.
   *
   * @param quota null where there is no line
   * @param deals how many deals the credit comes from
   */
  record TotalView(
      String subjectType,
      String subjectId,
      String periodId,
      @Nullable String quota,
      String credited,
      long deals) {}

  /**
   * What the events make up.
   *
   * @param until the moment up to which events count
   * @param settled whether the answer can never change
   * @param events how many lines came before
   */
  record TotalsView(
      String planId,
      Instant until,
      boolean settled,
      long events,
      String currency,
      List<TotalView> figures) {}

  /** The last line of the answer; an answer without it was cut off. */
  record ReplayEnd(TotalsView totals) {}

  /**
   * Every event that a plan's figures depend on, in the order in which the event store has them, each
   * with what is so after it, and at the end the figures that they make up.
   */
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = NDJSON,
              schema = @Schema(oneOf = {ReplayStep.class, ReplayEnd.class})))
  @GetMapping(path = "/api/v1/audit/replay", produces = NDJSON)
  void replay(
      @RequestParam PlanId planId,
      @Parameter(description = "Only events that were recorded by this moment.")
          @RequestParam(required = false)
          @Nullable
          String until,
      HttpServletResponse response)
      throws IOException {
    KnownAt known = moment(until);
    try (Reading reading = log.read()) {
      Replay replay = replay(planId, reading, known);
      response.setContentType(NDJSON);
      OutputStream out = response.getOutputStream();
      reading.forEach(
          known.cut(),
          stored -> replay.take(stored).ifPresent(step -> write(new StepViews(step).line(), out)));
      write(new ReplayEnd(totals(replay, known)), out);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private KnownAt moment(@Nullable String until) {
    try {
      return settledTime.resolve(until == null ? null : TextInput.instant("until", until));
    } catch (InvalidValue e) {
      throw e.of("until");
    }
  }

  /** What belongs to the story is known at its end alone, so the events are read a second time. */
  private static Replay replay(PlanId planId, Reading reading, KnownAt known) {
    RecordedFacts everything = new RecordedFacts();
    reading.forEach(known.cut(), everything::take);
    return Replay.of(planId, everything)
        .orElseThrow(() -> new Refusal.NotFound("plan", planId.value()).asException());
  }

  private void write(Object line, OutputStream out) {
    try {
      out.write(mapper.writeValueAsBytes(line));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A step as the answer shows it. */
  private record StepViews(Replay.Step step) {

    ReplayStep line() {
      return new ReplayStep(
          EventView.of(step.event()),
          new StateView(
              step.planState() == null ? null : step.planState().name(),
              step.closedPeriods().stream().map(PeriodId::value).toList(),
              step.lines().stream().map(StepViews::view).toList(),
              step.credits().stream().map(StepViews::view).toList()));
    }

    private static LineState view(Replay.LineChange change) {
      return new LineState(
          LineView.of(change.line()),
          Amounts.text(change.before()),
          change.after().toPlainString(),
          change.total().toPlainString(),
          change.after().currency().getCurrencyCode());
    }

    private static CreditState view(Replay.CreditChange change) {
      return new CreditState(
          change.target().toString(),
          change.creditOn(),
          change.before().toPlainString(),
          change.after().toPlainString(),
          change.after().currency().getCurrencyCode());
    }
  }

  private static TotalsView totals(Replay replay, KnownAt known) {
    return new TotalsView(
        replay.plan().frame().planId().value(),
        known.at(),
        known.settled(),
        replay.steps(),
        replay.plan().frame().currency().getCurrencyCode(),
        replay.totals().stream().map(ReplayController::view).toList());
  }

  private static TotalView view(Replay.Total total) {
    return new TotalView(
        total.node().type().name(),
        total.node().id(),
        total.figure().period().periodId().value(),
        Amounts.text(total.figure().quota()),
        total.figure().credited().toPlainString(),
        total.figure().deals());
  }
}
