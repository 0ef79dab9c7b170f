package dev.quotaledger.command.imports;

import dev.quotaledger.api.Refusal;
import dev.quotaledger.command.SentFiles;
import dev.quotaledger.command.imports.ImportFiles.Received;
import dev.quotaledger.runtime.web.Problem;
import dev.quotaledger.runtime.web.RequestContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Takes files to import, and knows what became of them. */
@Component
public final class Imports implements SentFiles {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

  private final ImportDocuments documents;
  private final ImportFiles files;
  private final ImportRunner runner;
  private final Clock clock;
  private final ImportProperties settings;

  /** How many files are on their way: each of them may be one that waits. */
  private final AtomicInteger receiving = new AtomicInteger();

  Imports(
      ImportDocuments documents,
      ImportFiles files,
      ImportRunner runner,
      Clock clock,
      ImportProperties settings) {
    this.documents = documents;
    this.files = files;
    this.runner = runner;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * Takes a file, on disk when it returns; its rows are decided after that. A file that is not of
   * the kind is refused whole, which the answer says. The same request with the same idempotency key
   * gives the import of the first time.
   *
   * @param options how it is to be taken
   * @param body the file; read to its end
   * @param announced its length in bytes; negative when that is not known
   * @throws IOException when the file could not be read or kept
   */
  public ImportAnswer receive(
      ImportKind kind,
      ImportOptions options,
      InputStream body,
      long announced,
      RequestContext request)
      throws IOException {
    try {
      if (runner.open() + receiving.incrementAndGet() > settings.maxWaiting()) {
        throw tooMany();
      }
      return receiveNow(new Wanted(kind, options, request), body, announced);
    } finally {
      receiving.decrementAndGet();
    }
  }

  /** What somebody wants done with a file. */
  private record Wanted(ImportKind kind, ImportOptions options, RequestContext request) {}

  private ImportAnswer receiveNow(Wanted wanted, InputStream body, long announced)
      throws IOException {
    Received received = files.receive(body, announced);
    try {
      Instant now = clock.instant();
      String id = idOf(wanted.request(), received, now);
      return ImportAnswer.of(take(wanted, received, id, now));
    } finally {
      files.discard(received); // nothing is left of it where an import has it
    }
  }

  /** What became of a file; throws where there is none of that id. */
  public ImportAnswer find(String id) {
    return ImportAnswer.of(existing(id));
  }

  Import existing(String id) {
    return documents.find(id).orElseThrow(() -> new Refusal.NotFound("import", id).asException());
  }

  List<Import> list(@Nullable String before, int most) {
    return documents.list(before, most);
  }

  /** The rejected rows of imports that are done go at once, those of the others when they are. */
  @Override
  public void forget() {
    documents.forgetBefore(TIME.format(clock.instant().plusMillis(1)));
    runner.dropForgotten();
  }

  private String idOf(RequestContext request, Received received, Instant now) {
    String id =
        "%s-%08x".formatted(TIME.format(now), ThreadLocalRandom.current().nextInt());
    String key = request.idempotencyKeyHash();
    return key == null
        ? id
        : documents
            .claim(key, request.idempotencyBodyHash() + "/" + received.sha256(), id)
            .orElseThrow(() -> new Refusal.IdempotencyKeyReused().asException());
  }

  private Import take(Wanted wanted, Received received, String id, Instant now) {
    Import earlier = documents.find(id).orElse(null);
    if (earlier != null) {
      return earlier;
    }
    Import taken;
    try {
      long rows = CsvFile.check(received.path(), wanted.kind(), wanted.options());
      taken =
          Import.open(upload(wanted, received, id, now, rows), rejections(wanted, received, id));
      files.keep(received, id);
    } catch (NotThisKind e) {
      Upload upload = upload(wanted, received, id, now, 0);
      taken = Import.refused(upload, String.valueOf(e.getMessage()));
    }
    return stored(taken);
  }

  private long rejections(Wanted wanted, Received received, String id) throws NotThisKind {
    try (CsvFile file = CsvFile.open(received.path(), wanted.kind(), wanted.options())) {
      return Rejections.create(files.rejections(id), file.columns());
    }
  }

  private Import stored(Import taken) {
    try {
      Import stored = documents.save(taken);
      if (stored.state().isOpen()) {
        runner.submit(stored.id());
      }
      return stored;
    } catch (TakenOver e) { // the same request at the same time
      return documents.find(taken.id()).orElseThrow(() -> e);
    }
  }

  private static Upload upload(
      Wanted wanted, Received received, String id, Instant now, long rows) {
    return new Upload(
        id,
        wanted.kind(),
        received.size(),
        received.sha256(),
        rows,
        wanted.request().actor(),
        wanted.request().actorRep(),
        now,
        wanted.options());
  }

  private RuntimeException tooMany() {
    return Problem.of(
            HttpStatus.TOO_MANY_REQUESTS,
            "too-many-imports",
            "%d imports run or wait already; send the file when some of them are done."
                .formatted(settings.maxWaiting()))
        .withHeader(HttpHeaders.RETRY_AFTER, "10")
        .asException();
  }
}
