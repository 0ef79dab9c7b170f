package dev.quotaledger.command.organization;

import dev.quotaledger.api.RepId;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.command.Writes;
import dev.quotaledger.runtime.web.RequestContext;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes requests to forget a person. */
@RestController
class ErasureController {

  private final Writes writes;
  private final Erasures erasures;

  ErasureController(Writes writes, Erasures erasures) {
    this.writes = writes;
    this.erasures = erasures;
  }

  /** Who is to be forgotten: the person behind a rep. */
  record Erasure(RepId repId) {}

  /** What became of it; the version is the organisation's. */
  record ErasureAnswer(RepId repId, long version, boolean changed) {}

  /** Erases the name of the person behind a rep, and makes every text about them unreadable for good. */
  @PostMapping("/api/v1/admin/erasures")
  ResponseEntity<ErasureAnswer> erase(@RequestBody Erasure body, RequestContext request) {
    Decided decided = erasures.erase(body.repId(), command -> writes.send(command, request));
    return writes.changed(
        decided, new ErasureAnswer(body.repId(), decided.version(), decided.changed()));
  }
}
