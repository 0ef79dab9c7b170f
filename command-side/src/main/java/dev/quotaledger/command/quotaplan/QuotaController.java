package dev.quotaledger.command.quotaplan;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Method;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanCommand.AdjustQuota;
import dev.quotaledger.api.QuotaPlanCommand.AdjustQuotas;
import dev.quotaledger.api.QuotaPlanCommand.SetQuota;
import dev.quotaledger.api.QuotaPlanCommand.SetQuotas;
import dev.quotaledger.api.QuotaPlanEvent.QuotaAdjusted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaDrafted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.command.Writes;
import dev.quotaledger.command.quotaplan.LineInput.Adjust;
import dev.quotaledger.command.quotaplan.LineInput.AdjustOneOrMany;
import dev.quotaledger.command.quotaplan.LineInput.Set;
import dev.quotaledger.command.quotaplan.LineInput.SetOneOrMany;
import dev.quotaledger.runtime.people.PersonalTexts;
import dev.quotaledger.runtime.web.RequestContext;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes the writes of quota lines. */
@RestController
@RequestMapping("/api/v1/plans/{planId}")
class QuotaController {

  private final Writes writes;
  private final PersonalTexts texts;

  QuotaController(Writes writes, PersonalTexts texts) {
    this.writes = writes;
    this.texts = texts;
  }

  /**
   * What became of a line.
   *
   * @param before what it was worth on {@code effectiveOn}; null when it did not exist
   * @param after what it is worth from then on
   * @param revision the revision of the plan in which that is drafted; null where it is in force
   */
  record Change(
      @JsonUnwrapped QuotaLineKey line,
      @Nullable String before,
      String after,
      String currency,
      LocalDate effectiveOn,
      @Nullable Integer revision) {

    static Change of(QuotaSet event) {
      return of(event.line(), event.before(), event.after(), event.effectiveOn(), null);
    }

    static Change of(QuotaDrafted event) {
      return of(event.line(), event.before(), event.after(), event.effectiveOn(), event.revision());
    }

    static Change of(QuotaAdjusted event) {
      return of(event.line(), event.before(), event.after(), event.effectiveOn(), null);
    }

    /** A command sets all of its lines, or drafts all of them. */
    static Stream<Change> ofSets(Decided decided) {
      return Stream.concat(
          decided.facts(QuotaSet.class).map(Change::of),
          decided.facts(QuotaDrafted.class).map(Change::of));
    }

    private static Change of(
        QuotaLineKey line,
        @Nullable Money before,
        Money after,
        LocalDate effectiveOn,
        @Nullable Integer revision) {
      return new Change(
          line,
          before == null ? null : before.toPlainString(),
          after.toPlainString(),
          after.currency().getCurrencyCode(),
          effectiveOn,
          revision);
    }
  }

  sealed interface Answer {}

  /** A line that was changed. */
  record Changed(PlanId planId, @JsonUnwrapped Change change, long version, boolean changed)
      implements Answer {}

  /** A line that was as asked for already. */
  record Unchanged(PlanId planId, @JsonUnwrapped QuotaLineKey line, long version, boolean changed)
      implements Answer {}

  /** The lines that were changed; those that were as asked for already are not listed. */
  record ManyChanged(PlanId planId, List<Change> items, long version, boolean changed)
      implements Answer {}

  @PutMapping("/quotas")
  ResponseEntity<Answer> set(
      @PathVariable PlanId planId, @RequestBody SetOneOrMany body, RequestContext request) {
    List<Set> quotas = body.quotas();
    return quotas == null ? setOne(planId, body.one(), request) : setMany(planId, quotas, request);
  }

  @PostMapping("/adjustments")
  ResponseEntity<Answer> adjust(
      @PathVariable PlanId planId, @RequestBody AdjustOneOrMany body, RequestContext request) {
    List<Adjust> adjustments = body.adjustments();
    return adjustments == null
        ? adjustOne(planId, body.one(), body.method(), request)
        : adjustMany(planId, adjustments, body.method(), request);
  }

  private ResponseEntity<Answer> setOne(PlanId planId, Set body, RequestContext request) {
    Decided decided = writes.send(command(planId, body, "reason"), request);
    Answer answer = Change.ofSets(decided)
        .findFirst()
        .<Answer>map(change -> new Changed(planId, change, decided.version(), true))
        .orElseGet(() -> new Unchanged(planId, body.key(), decided.version(), false));
    return writes.changed(decided, answer);
  }

  private ResponseEntity<Answer> setMany(PlanId planId, List<Set> body, RequestContext request) {
    List<SetQuota> quotas = IntStream.range(0, body.size())
        .mapToObj(i -> command(planId, body.get(i), "quotas[" + i + "].reason"))
        .toList();
    Decided decided = writes.send(new SetQuotas(planId, quotas), request);
    List<Change> items = Change.ofSets(decided).toList();
    return writes.changed(
        decided, new ManyChanged(planId, items, decided.version(), decided.changed()));
  }

  private ResponseEntity<Answer> adjustOne(
      PlanId planId, Adjust body, @Nullable Method method, RequestContext request) {
    Decided decided = writes.send(
        new AdjustQuotas(planId, List.of(command(planId, body, "reason")), method), request);
    Change change = Change.of(decided.fact(QuotaAdjusted.class).orElseThrow());
    return writes.changed(decided, new Changed(planId, change, decided.version(), true));
  }

  private ResponseEntity<Answer> adjustMany(
      PlanId planId, List<Adjust> body, @Nullable Method method, RequestContext request) {
    List<AdjustQuota> adjustments = IntStream.range(0, body.size())
        .mapToObj(i -> command(planId, body.get(i), "adjustments[" + i + "].reason"))
        .toList();
    Decided decided = writes.send(new AdjustQuotas(planId, adjustments, method), request);
    List<Change> items = decided.facts(QuotaAdjusted.class).map(Change::of).toList();
    return writes.changed(decided, new ManyChanged(planId, items, decided.version(), true));
  }

  private SetQuota command(PlanId planId, Set body, String reasonField) {
    PersonalText reason = encrypted(body.key(), body.reason(), reasonField);
    return new SetQuota(planId, body.key(), body.amount(), reason, body.effectiveOn());
  }

  private AdjustQuota command(PlanId planId, Adjust body, String reasonField) {
    PersonalText reason = encrypted(body.key(), body.reason(), reasonField);
    return new AdjustQuota(planId, body.key(), body.delta(), reason, body.effectiveOn());
  }

  private PersonalText encrypted(QuotaLineKey line, String reason, String field) {
    try {
      return texts.encrypt(line.subject().toString(), reason);
    } catch (InvalidValue e) {
      throw new InvalidValue(field, e.expected(), reason);
    }
  }
}
