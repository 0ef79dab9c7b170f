package dev.quotaledger.runtime.web;

import dev.quotaledger.api.AccountId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Share;
import dev.quotaledger.api.SourceVersion;
import dev.quotaledger.api.Subject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.axonframework.eventsourcing.AggregateDeletedException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints such as the product has, which answer with what they understood. */
@RestController
class SampleController {

  record PutDeal(
      String source,
      @Nullable RepId repId,
      @Nullable List<Share> splits,
      @Nullable AccountId accountId,
      @Nullable ProductLine productLine,
      DealStage stage,
      @Nullable BigDecimal amount,
      Currency currency,
      @Nullable LocalDate closedOn,
      @Nullable Instant changedAt,
      @Nullable SourceVersion sourceVersion,
      @Nullable Boolean test,
      int line) {

    PutDeal {
      if (stage.isClosed() && closedOn == null) {
        throw new InvalidValue("closedOn", "a date, because the stage is " + stage, "nothing");
      }
    }
  }

  record Nested(@Nullable Nested inner, List<String> names, Subject subject) {}

  @PutMapping("/api/v1/sample/deals/{dealId}")
  PutDeal put(@PathVariable RepId dealId, @RequestBody PutDeal deal) {
    return deal;
  }

  @PostMapping("/api/v1/sample/nested")
  Nested nest(@RequestBody Nested nested) {
    return nested;
  }

  @DeleteMapping("/api/v1/sample/deals/{dealId}")
  Map<String, Object> delete(
      @PathVariable RepId dealId, @RequestParam String reason, RequestContext context) {
    return Map.of("reason", reason);
  }

  @GetMapping("/api/v1/sample/figures")
  Map<String, String> figures(
      @RequestParam @Nullable LocalDate asOf,
      @RequestParam @Nullable Instant knownAt,
      @RequestParam @Nullable RepId subject,
      @RequestParam @Nullable DealStage stage,
      @RequestParam(name = "min") @Nullable BigDecimal least,
      @RequestParam @Nullable Boolean unassigned,
      @RequestParam(defaultValue = "0") int offset,
      Paging paging) {
    Map<String, String> understood = new TreeMap<>();
    understood.put("asOf", String.valueOf(asOf));
    understood.put("knownAt", String.valueOf(knownAt));
    understood.put("subject", String.valueOf(subject));
    understood.put("stage", String.valueOf(stage));
    understood.put("limit", String.valueOf(paging.limit()));
    understood.put("cursor", String.valueOf(paging.cursor()));
    return understood;
  }

  @PostMapping("/api/v1/sample/context")
  RequestContext context(RequestContext context) {
    return context;
  }

  @PostMapping(path = "/api/v1/imports/sample", consumes = "text/csv")
  Map<String, Long> count(HttpServletRequest request) throws IOException {
    long bytes = 0;
    byte[] buffer = new byte[8192];
    for (int read; (read = request.getInputStream().read(buffer)) >= 0; ) {
      bytes += read;
    }
    return Map.of("bytes", bytes);
  }

  @GetMapping(path = "/api/v1/sample/csv", produces = "text/csv")
  String csv(@RequestParam boolean fail) {
    if (fail) {
      throw new Refusal.NotFound("import", "7").asException();
    }
    return "a,b";
  }

  @GetMapping(path = "/api/v1/sample/failures/{kind}", produces = MediaType.APPLICATION_JSON_VALUE)
  Map<String, String> fail(@PathVariable String kind) throws Exception {
    throw switch (kind) {
      case "not-found" -> new Refusal.NotFound("plan", "fy27").asException();
      case "conflict" ->
        new Refusal.PeriodClosed(new PlanId("fy27"), new PeriodId("q1")).asException();
      case "stale" -> new Refusal.VersionMismatch(3, 5).asException();
      case "forbidden" -> new Refusal.OwnQuota(new PlanId("fy27"), new RepId("275")).asException();
      case "unprocessable" -> new Refusal.UnknownReference("repId", "999").asException();
      case "wrapped" -> new CompletionException(new Refusal.NotFound("plan", "fy27").asException());
      case "invalid" -> new InvalidValue("amount", "a number", "\ud800 half");
      case "aggregate" -> new AggregateNotFoundException("plan-fy27", "secret internals");
      case "deleted" -> new AggregateDeletedException("plan-fy27");
      case "concurrent" -> new ConcurrencyException("secret internals");
      case "later" ->
        Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-yet", "It is not there yet.")
            .asException();
      case "error" -> throw new StackOverflowError("secret internals");
      default -> new IllegalStateException("secret internals");
    };
  }
}
