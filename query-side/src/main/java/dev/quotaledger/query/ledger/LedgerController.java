package dev.quotaledger.query.ledger;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.proof.Hash;
import dev.quotaledger.proof.InclusionProof;
import dev.quotaledger.proof.NoteVerifier;
import dev.quotaledger.proof.Receipt;
import dev.quotaledger.query.AwaitedWrites;
import dev.quotaledger.query.Cursor;
import dev.quotaledger.query.ledger.Checkpoints.Signed;
import dev.quotaledger.runtime.web.Paging;
import dev.quotaledger.runtime.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves what an auditor needs to trust nobody: the exact bytes of entries, signed checkpoints, and the
 * proofs that the ones are in the others.
 */
@RestController
class LedgerController {

  private static final String NOTE = MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8";

  private final Ledger ledger;
  private final LedgerDocuments documents;
  private final Checkpoints checkpoints;
  private final LedgerProcessor processor;
  private final AwaitedWrites writes;

  LedgerController(
      Ledger ledger,
      LedgerDocuments documents,
      Checkpoints checkpoints,
      LedgerProcessor processor,
      AwaitedWrites writes) {
    this.ledger = ledger;
    this.documents = documents;
    this.checkpoints = checkpoints;
    this.processor = processor;
    this.writes = writes;
  }

  /**
   * The keys that checkpoints are checked with.
   *
   * @param keys in the form of c2sp.org/signed-note; the first one is that of the longest standing
   */
  record KeysAnswer(List<String> keys) {}

  /**
   * Checkpoints by their sizes.
   *
   * @param next what the next page is asked for with; null where this is the last one
   */
  record CheckpointsAnswer(
      List<CheckpointView> items, @Nullable String next) {}

  /** A checkpoint; the note is its signed form. */
  record CheckpointView(long size, String root, Instant signedAt, String note) {}

  /** A proof: hashes in base64, in the order of RFC 9162. */
  record ProofAnswer(List<String> hashes) {}

  /** The keys that checkpoints are checked with. */
  @GetMapping("/api/v1/ledger/keys")
  KeysAnswer keys() {
    return new KeysAnswer(checkpoints.keys().stream().map(NoteVerifier::vkey).toList());
  }

  /** The newest checkpoint, as a signed note. */
  @GetMapping(path = "/api/v1/ledger/checkpoint", produces = NOTE)
  String checkpoint() {
    return newest().note().encoded();
  }

  /** All checkpoints that were ever signed. */
  @GetMapping("/api/v1/ledger/checkpoints")
  CheckpointsAnswer checkpoints(Paging paging) {
    Cursor behind = Cursor.parse(paging.cursor(), 1);
    coverAwaited();
    long size = behind == null ? -1 : number("cursor", behind.keys().getFirst());
    List<Signed> found = checkpoints.above(size, paging.limit() + 1);
    boolean more = found.size() > paging.limit();
    List<Signed> shown = more ? found.subList(0, paging.limit()) : found;
    return new CheckpointsAnswer(
        shown.stream()
            .map(signed -> new CheckpointView(
                signed.size(),
                signed.checkpoint().root().toString(),
                signed.signedAt(),
                signed.note().encoded()))
            .toList(),
        more ? Cursor.behind(Long.toString(shown.getLast().size())).encode() : null);
  }

  /** The exact bytes of an entry. */
  @GetMapping("/api/v1/ledger/entries/{index}")
  ResponseEntity<byte[]> entry(@PathVariable String index) {
    LedgerEntry entry = found(number("index", index));
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/cloudevents+json"))
        .body(entry.bytes());
  }

  /** The receipt of an entry: a file that proves, without this program, that it is in the ledger. */
  @GetMapping("/api/v1/ledger/entries/{index}/receipt")
  ResponseEntity<byte[]> receipt(@PathVariable String index) {
    return receipt(found(number("index", index)));
  }

  /** The receipt of an event. */
  @GetMapping("/api/v1/ledger/receipt")
  ResponseEntity<byte[]> receiptOf(@RequestParam String eventId) {
    ledger.await(writes);
    return receipt(ledger
        .ofEvent(eventId)
        .orElseThrow(() -> new Refusal.NotFound("event", eventId).asException()));
  }

  private ResponseEntity<byte[]> receipt(LedgerEntry entry) {
    Signed signed = covering(entry.index() + 1);
    InclusionProof proof = checkpoints.inclusionProof(entry.index(), signed.size());
    return ResponseEntity.ok()
        .contentType(MediaType.TEXT_PLAIN)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(entry.index() + ".tlog-proof")
                .build()
                .toString())
        .body(Receipt.of(proof, signed.note()).file());
  }

  /** The newest checkpoint, of so many entries at least. */
  private Signed covering(long size) {
    return checkpoints.latest().filter(latest -> latest.size() >= size).orElseGet(this::signNow);
  }

  /** A request that awaits a write gets a checkpoint that covers it. */
  private void coverAwaited() {
    if (ledger.await(writes)) {
      covering(ledger.size());
    }
  }

  private Signed newest() {
    coverAwaited();
    return checkpoints.latest().orElseThrow(LedgerController::notSignedYet);
  }

  /** Nobody has to wait for the timer, if this is the instance that signs. */
  private Signed signNow() {
    if (!processor.isWriting()) {
      throw notSignedYet();
    }
    return checkpoints.sign();
  }

  /** The proof that an entry is in the ledger of a size. */
  @GetMapping("/api/v1/ledger/proof/inclusion")
  ProofAnswer inclusion(@RequestParam String index, @RequestParam String size) {
    long of = size("size", size);
    long at = number("index", index);
    if (at >= of) {
      throw new InvalidValue("index", "an index below the size", index);
    }
    return answer(checkpoints.inclusionProof(at, of).path());
  }

  /** The proof that the ledger of one size is the beginning of that of another. */
  @GetMapping("/api/v1/ledger/proof/consistency")
  ProofAnswer consistency(@RequestParam String first, @RequestParam String second) {
    long to = size("second", second);
    long from = number("first", first);
    if (from > to) {
      throw new InvalidValue("first", "a size not above the second", first);
    }
    return answer(checkpoints.consistencyProof(from, to).path());
  }

  /** The ledger up to the newest checkpoint, with that checkpoint, in one file. */
  @GetMapping("/api/v1/ledger/export")
  void export(HttpServletResponse response) throws IOException {
    Signed signed = newest();
    response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename("ledger-%d.ndjson".formatted(signed.size()))
            .build()
            .toString());
    new Export(documents).write(signed.note(), signed.size(), response.getOutputStream());
  }

  private LedgerEntry found(long index) {
    ledger.await(writes);
    return ledger
        .at(index)
        .orElseThrow(
            () -> new Refusal.NotFound("ledger entry", Long.toString(index)).asException());
  }

  private long size(String name, String text) {
    long size = number(name, text);
    ledger.await(writes);
    if (size > ledger.size()) {
      throw new InvalidValue(name, "at most the size of the ledger, " + ledger.size(), text);
    }
    return size;
  }

  private static long number(String name, String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new InvalidValue(name, "a whole number, 0 or more", text);
    }
    return Long.parseLong(text);
  }

  private static ProofAnswer answer(List<Hash> path) {
    return new ProofAnswer(path.stream().map(Hash::toString).toList());
  }

  private static RuntimeException notSignedYet() {
    return Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "not-signed-yet",
            "No checkpoint with it has been signed yet.")
        .withHeader(HttpHeaders.RETRY_AFTER, "1")
        .asException();
  }
}
