package dev.quotaledger.command.deal;

import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.command.Writes;
import dev.quotaledger.runtime.web.JsonRows;
import dev.quotaledger.runtime.web.JsonRows.Row.Read;
import dev.quotaledger.runtime.web.JsonRows.Row.Unreadable;
import dev.quotaledger.runtime.web.Problem;
import dev.quotaledger.runtime.web.RequestContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes the writes of many deals at once. Each is decided by itself, in their order, as if it had
 * been sent alone: one that is not taken stops none of the others.
 */
@RestController
class DealBatchController {

  private static final Logger LOG = LoggerFactory.getLogger(DealBatchController.class);

  private static final int MOST_DEALS = 200;

  private final Writes writes;
  private final DealInput input;

  DealBatchController(Writes writes, DealInput input) {
    this.writes = writes;
    this.input = input;
  }

  /**
   * What became of one of the deals.
   *
   * @param dealId null when it could not be read
   * @param status what it would have been answered with alone: 201, 200, or that of the problem
   * @param recorded what the record meant, in order; empty when it was not taken or changed nothing
   * @param problem why it was not taken; null when it was
   */
  record Result(
      @Nullable DealId dealId,
      int status,
      List<String> recorded,
      Problem.@Nullable Summary problem) {}

  @PostMapping(path = "/api/v1/deals:batch", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<List<Result>> record(JsonRows<DealPut> deals, RequestContext request) {
    int count = deals.rows().size();
    if (count > MOST_DEALS) {
      throw new InvalidValue("body", "at most " + MOST_DEALS + " deals", count + " deals");
    }
    if (request.expectedVersion() != null) {
      throw new InvalidValue(
          HttpHeaders.IF_MATCH,
          "no version, since many deals have many",
          request.expectedVersion().toString());
    }
    List<Decided> decided = new ArrayList<>();
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      results.add(
          switch (deals.rows().get(i)) {
            case Read<DealPut>(DealPut deal) -> result(deal, ofRow(request, i), decided);
            case Unreadable<DealPut>(Problem problem) -> refused(null, problem);
          });
    }
    return writes.changedTogether(decided, results);
  }

  private Result result(DealPut deal, RequestContext request, List<Decided> taken) {
    DealId dealId = deal.dealId();
    try {
      if (dealId == null) {
        throw new InvalidValue("dealId", "a value", "");
      }
      Decided decided = writes.send(input.recordOf(dealId, deal), request);
      taken.add(decided);
      HttpStatus status =
          decided.fact(DealOpened.class).isPresent() ? HttpStatus.CREATED : HttpStatus.OK;
      return new Result(dealId, status.value(), DealController.recorded(decided), null);
    } catch (RuntimeException e) {
      Problem problem = Problem.of(e);
      if (problem.status().is5xxServerError()) {
        LOG.error("A deal of request {} failed", request.requestId(), e);
      }
      return refused(dealId, problem);
    }
  }

  private static Result refused(@Nullable DealId dealId, Problem problem) {
    return new Result(dealId, problem.status().value(), List.of(), problem.summary());
  }

  /** A deal that a request names twice is not its own repeat, so that each place has its own key. */
  private static RequestContext ofRow(RequestContext request, int row) {
    String key = request.idempotencyKeyHash();
    return new RequestContext(
        request.actor(),
        request.actorRep(),
        request.requestId(),
        key == null ? null : key + "/" + row,
        request.idempotencyBodyHash(),
        null);
  }
}
