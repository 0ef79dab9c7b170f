package dev.quotaledger.command.imports;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.command.imports.Progress.Recorded;
import dev.quotaledger.runtime.ConsistencyToken;
import dev.quotaledger.runtime.EventIndexes;
import dev.quotaledger.runtime.EventIndexes.Committed;
import dev.quotaledger.runtime.web.Paging;
import dev.quotaledger.runtime.web.Problem;
import dev.quotaledger.runtime.web.RequestContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes files of rows, and says what became of them. */
@RestController
@RequestMapping("/api/v1/imports")
class ImportController {

  private static final String CSV = "text/csv";

  private final Imports imports;
  private final ImportFiles files;
  private final ImportProfiles profiles;
  private final EventIndexes indexes;

  ImportController(
      Imports imports, ImportFiles files, ImportProfiles profiles, EventIndexes indexes) {
    this.imports = imports;
    this.files = files;
    this.profiles = profiles;
    this.indexes = indexes;
  }

  /**
   * A page of imports, the newest first.
   *
   * @param next the cursor of the next page; null on the last
   */
  record Page(List<ImportAnswer> items, @Nullable String next) {}

  @PostMapping(path = "/{kind}", consumes = CSV)
  @ResponseStatus(HttpStatus.ACCEPTED)
  ResponseEntity<ImportAnswer> receive(
      @PathVariable String kind,
      @RequestParam(required = false) @Nullable String dryRun,
      @RequestParam(required = false) @Nullable String profile,
      @RequestParam(required = false) @Nullable String calendarId,
      @RequestParam(required = false) @Nullable String currency,
      HttpServletRequest body,
      RequestContext request)
      throws IOException {
    ImportKind known = ImportKind.named(kind)
        .orElseThrow(() -> new InvalidValue("kind", "one of " + ImportKind.names(), kind));
    ImportOptions options =
        new ImportOptions(isTrue("dryRun", dryRun), profile(known, profile, calendarId, currency));
    ImportAnswer answer = imports.receive(
        known, options, body.getInputStream(), body.getContentLengthLong(), request);
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/imports/" + answer.importId()))
        .body(answer);
  }

  /** A completed import has a token, with which reads wait for all that it recorded. */
  @GetMapping("/{importId}")
  ResponseEntity<ImportAnswer> find(@PathVariable String importId) {
    Import found = imports.existing(importId);
    ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
    Recorded last = found.progress().last();
    if (found.state() == ImportState.COMPLETED && last != null) {
      answer.header(ConsistencyToken.HEADER, token(last).encode());
    }
    return answer.body(ImportAnswer.of(found));
  }

  @GetMapping
  Page list(Paging paging) {
    List<Import> found = imports.list(paging.cursor(), paging.limit() + 1);
    boolean isLast = found.size() <= paging.limit();
    List<Import> page = isLast ? found : found.subList(0, paging.limit());
    return new Page(
        page.stream().map(ImportAnswer::of).toList(),
        isLast ? null : page.getLast().id());
  }

  /** Those of the rows decided so far. */
  @GetMapping(path = "/{importId}/rejections", produces = CSV)
  void rejections(@PathVariable String importId, HttpServletResponse answer) throws IOException {
    Import found = imports.existing(importId);
    if (found.state() == ImportState.REFUSED) {
      send(importId, Rejections.header(List.of()), answer);
      return;
    }
    try (FileChannel file = FileChannel.open(files.rejections(importId), StandardOpenOption.READ)) {
      long length = found.progress().rejectionsLength();
      describe(importId, length, answer);
      copy(file, length, answer.getOutputStream());
    } catch (NoSuchFileException _) {
      throw Problem.of(
              HttpStatus.GONE,
              "rejections-gone",
              "The rejected rows are no longer kept, or another instance has them.")
          .asException();
    }
  }

  /** A calendar and a currency say how a profile reads a file, and so need one. */
  private ImportProfiles.@Nullable Used profile(
      ImportKind kind,
      @Nullable String profile,
      @Nullable String calendarId,
      @Nullable String currency) {
    if (profile == null && (calendarId != null || currency != null)) {
      throw new InvalidValue(
          calendarId != null ? "calendarId" : "currency",
          "a profile beside it",
          Objects.requireNonNullElse(calendarId, String.valueOf(currency)));
    }
    return profile == null ? null : profiles.used(kind, profile, calendarId, currency);
  }

  private static boolean isTrue(String name, @Nullable String text) {
    if (text != null && !text.equals("true") && !text.equals("false")) {
      throw new InvalidValue(name, "true or false", text);
    }
    return "true".equals(text);
  }

  private ConsistencyToken token(Recorded last) {
    Committed event =
        new Committed(last.aggregateId(), last.sequenceNumber(), last.sequenceNumber());
    return ConsistencyToken.of(
        last.aggregateId(), last.sequenceNumber(), indexes.of(List.of(event)));
  }

  private static void send(String importId, byte[] text, HttpServletResponse answer)
      throws IOException {
    describe(importId, text.length, answer);
    answer.getOutputStream().write(text);
  }

  private static void describe(String importId, long length, HttpServletResponse answer) {
    answer.setContentType(CSV + ";charset=UTF-8");
    answer.setContentLengthLong(length);
    answer.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"rejections-" + importId + ".csv\"");
  }

  private static void copy(FileChannel file, long length, OutputStream out) throws IOException {
    WritableByteChannel target = Channels.newChannel(out);
    for (long sent = 0; sent < length; ) {
      sent += file.transferTo(sent, length - sent, target);
    }
  }
}
