package dev.quotaledger.command.deal;

import dev.quotaledger.api.DealCommand;
import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.ForecastCategory;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Subject;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.command.Reach;
import dev.quotaledger.command.Writes;
import dev.quotaledger.runtime.security.Caller;
import dev.quotaledger.runtime.web.GivenFields;
import dev.quotaledger.runtime.web.RequestContext;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes the writes of single deals. */
@RestController
@RequestMapping("/api/v1/deals/{dealId}")
class DealController {

  private static final String MERGE_PATCH = "application/merge-patch+json";

  private final Writes writes;
  private final DealInput input;
  private final DealOwners owners;
  private final Reach reach;

  DealController(Writes writes, DealInput input, DealOwners owners, Reach reach) {
    this.writes = writes;
    this.input = input;
    this.owners = owners;
    this.reach = reach;
  }

  /**
   * What became of the deal.
   *
   * @param recorded what the record meant, in order: {@code DealOpened}, {@code DealWon}
   */
  record Answer(DealId dealId, List<String> recorded, long version, boolean changed) {}

  @PutMapping
  ResponseEntity<Answer> record(
      @PathVariable DealId dealId, @RequestBody DealPut body, RequestContext request) {
    DealId named = body.dealId();
    if (named != null && !named.equals(dealId)) {
      throw new InvalidValue("dealId", "the same as in the path, or none", named.value());
    }
    Decided decided = writes.send(input.recordOf(dealId, body), request);
    return decided.fact(DealOpened.class).isPresent()
        ? writes.created(decided, "/api/v1/deals/" + dealId.value(), answer(dealId, decided))
        : writes.changed(decided, answer(dealId, decided));
  }

  /** A merge patch (RFC 7396). */
  @PatchMapping(consumes = {MERGE_PATCH, MediaType.APPLICATION_JSON_VALUE})
  ResponseEntity<Answer> amend(
      @PathVariable DealId dealId,
      @RequestBody DealMerge body,
      GivenFields given,
      RequestContext request) {
    return changed(dealId, input.amendmentOf(dealId, body, given), request);
  }

  /**
   * How sure an open deal is, whatever its stage.
   *
   * @param category null for that of the stage again; has to be given
   * @param effectiveOn the first day on which it counts; null for today in UTC
   */
  record Sureness(
      @Nullable ForecastCategory category,
      String reason,
      @Nullable LocalDate effectiveOn) {}

  @PutMapping("/forecast-category")
  ResponseEntity<Answer> overrideForecastCategory(
      @PathVariable DealId dealId,
      @RequestBody Sureness body,
      GivenFields given,
      Caller caller,
      RequestContext request) {
    if (!given.names().contains("category")) {
      throw new InvalidValue("category", "a category, or null for that of the stage", "nothing");
    }
    reach.require(caller, Subject.holder(owners.recorded(dealId).orElse(null)));
    return changed(
        dealId,
        input.overrideOf(dealId, body.category(), body.reason(), body.effectiveOn()),
        request);
  }

  @DeleteMapping
  ResponseEntity<Answer> voidDeal(
      @PathVariable DealId dealId, @RequestParam String reason, RequestContext request) {
    return changed(dealId, input.voidingOf(dealId, reason), request);
  }

  private ResponseEntity<Answer> changed(
      DealId dealId, DealCommand command, RequestContext request) {
    Decided decided = writes.send(command, request);
    return writes.changed(decided, answer(dealId, decided));
  }

  private static Answer answer(DealId dealId, Decided decided) {
    return new Answer(dealId, recorded(decided), decided.version(), decided.changed());
  }

  /** What was recorded, by the names of the events. */
  static List<String> recorded(Decided decided) {
    return decided
        .facts(DealEvent.class)
        .map(event -> event.getClass().getSimpleName())
        .toList();
  }
}
