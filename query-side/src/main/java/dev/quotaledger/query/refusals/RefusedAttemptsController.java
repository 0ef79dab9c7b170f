package dev.quotaledger.query.refusals;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.quotaledger.query.Cursor;
import dev.quotaledger.query.ReadParameters;
import dev.quotaledger.runtime.audit.RefusedAttempt;
import dev.quotaledger.runtime.audit.RefusedAttempts;
import dev.quotaledger.runtime.audit.RefusedAttempts.Kept;
import dev.quotaledger.runtime.web.Paging;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves refused attempts by their times: who tried what, and why it was refused. */
@RestController
class RefusedAttemptsController {

  private final RefusedAttempts attempts;

  RefusedAttemptsController(RefusedAttempts attempts) {
    this.attempts = attempts;
  }

  /** A page of refused attempts. */
  record RefusedAnswer(List<RefusedView> items, @Nullable String next) {}

  /**
   * A refused attempt.
   *
   * @param attempted a command's name, or method and path of a request that was not let in
   * @param target whom the command was for; null for such a request
   * @param command the command; null for such a request, or where it is very large
   */
  record RefusedView(
      Instant at,
      String actor,
      @Nullable String actorRep,
      String requestId,
      String attempted,
      @Nullable String target,
      @JsonRawValue @Schema(type = "object") @Nullable String command,
      String code,
      String detail) {

    static RefusedView of(RefusedAttempt attempt) {
      return new RefusedView(
          attempt.at(),
          attempt.actor(),
          attempt.actorRep(),
          attempt.requestId(),
          attempt.attempted(),
          attempt.target(),
          attempt.command(),
          attempt.code(),
          attempt.detail());
    }
  }

  /** What was refused, from one day, in UTC, to another. */
  @GetMapping("/api/v1/audit/refused-attempts")
  RefusedAnswer refused(
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String actor,
      Paging paging) {
    Cursor behind = Cursor.parse(paging.cursor(), 1);
    List<Kept> found = attempts.read(
        behind == null ? null : behind.keys().getFirst(),
        begin(ReadParameters.date("from", from)),
        endOf(ReadParameters.date("to", to)),
        actor,
        paging.limit() + 1);
    boolean more = found.size() > paging.limit();
    List<Kept> shown = more ? found.subList(0, paging.limit()) : found;
    return new RefusedAnswer(
        shown.stream().map(kept -> RefusedView.of(kept.attempt())).toList(),
        more ? Cursor.behind(shown.getLast().place()).encode() : null);
  }

  private static @Nullable Instant begin(@Nullable LocalDate day) {
    return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static @Nullable Instant endOf(@Nullable LocalDate day) {
    return day == null ? null : begin(day.plusDays(1));
  }
}
