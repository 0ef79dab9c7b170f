package dev.quotaledger.command.quotaplan;

import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaPlanCommand.SetStageProbabilities;
import dev.quotaledger.api.QuotaPlanEvent.StageProbabilitiesSet;
import dev.quotaledger.api.StageProbabilities;
import dev.quotaledger.command.DealStages;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.command.Writes;
import dev.quotaledger.runtime.people.PersonalTexts;
import dev.quotaledger.runtime.web.GivenFields;
import dev.quotaledger.runtime.web.RequestContext;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes how likely deals are won, as somebody says for a plan. */
@RestController
@RequestMapping("/api/v1/plans/{planId}/stage-probabilities")
class ProbabilitiesController {

  private static final String PROBABILITIES = "probabilities";

  private final Writes writes;
  private final PersonalTexts texts;
  private final DealStages stages;
  private final Clock clock;

  ProbabilitiesController(Writes writes, PersonalTexts texts, DealStages stages, Clock clock) {
    this.writes = writes;
    this.texts = texts;
    this.stages = stages;
    this.clock = clock;
  }

  /**
   * What is said.
   *
   * @param probabilities one for each open stage, by the names that deals have them under; null, which
   *     has to be given, where they are to be learned from past deals again
   * @param effectiveOn the first day of them; null for today in UTC
   */
  record Put(
      @Nullable Map<String, BigDecimal> probabilities,
      String reason,
      @Nullable LocalDate effectiveOn) {}

  /**
   * What became of it.
   *
   * @param probabilities those that hold from the day on; null where they are learned
   * @param number counts what was said of it in this plan, from 1; null where this changed nothing
   */
  record Answer(
      PlanId planId,
      @Nullable StageProbabilities probabilities,
      @Nullable Integer number,
      LocalDate effectiveOn,
      long version,
      boolean changed) {}

  @PutMapping
  ResponseEntity<Answer> set(
      @PathVariable PlanId planId,
      @RequestBody Put body,
      GivenFields given,
      RequestContext request) {
    if (!given.names().contains(PROBABILITIES)) {
      throw new InvalidValue(PROBABILITIES, "an object, or null to learn them", "nothing");
    }
    PersonalText reason = texts.encrypt(planId.toString(), body.reason());
    StageProbabilities probabilities = probabilities(body.probabilities());
    LocalDate effectiveOn = Objects.requireNonNullElseGet(body.effectiveOn(), this::today);
    Decided decided =
        writes.send(new SetStageProbabilities(planId, probabilities, effectiveOn, reason), request);
    Integer number = decided
        .fact(StageProbabilitiesSet.class)
        .map(StageProbabilitiesSet::version)
        .orElse(null);
    return writes.changed(
        decided,
        new Answer(
            planId, probabilities, number, effectiveOn, decided.version(), decided.changed()));
  }

  private @Nullable StageProbabilities probabilities(@Nullable Map<String, BigDecimal> sent) {
    if (sent == null) {
      return null;
    }
    Map<DealStage, BigDecimal> byStage = new EnumMap<>(DealStage.class);
    sent.forEach((name, probability) -> {
      DealStage stage = stages.stage(PROBABILITIES, name);
      if (byStage.put(stage, probability) != null) {
        throw new InvalidValue(PROBABILITIES, "each stage once", name);
      }
    });
    return new StageProbabilities(byStage);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
