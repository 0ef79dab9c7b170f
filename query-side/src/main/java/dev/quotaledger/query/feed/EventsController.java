package dev.quotaledger.query.feed;

import dev.quotaledger.query.AwaitedWrites;
import dev.quotaledger.query.ledger.EntryFilter;
import dev.quotaledger.query.ledger.Ledger;
import dev.quotaledger.query.ledger.Ledger.Found;
import dev.quotaledger.query.ledger.LedgerEntry;
import dev.quotaledger.runtime.web.Problem;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Serves published events: a page of them, or all that there are and ever will be. */
@RestController
class EventsController {

  private static final String BATCH = "application/cloudevents-batch+json";

  /** The forms of an answer; the first one for whoever accepts any. */
  private static final List<MediaType> FORMS = List.of(
      MediaType.APPLICATION_JSON,
      MediaType.APPLICATION_NDJSON,
      MediaType.parseMediaType(BATCH),
      MediaType.TEXT_EVENT_STREAM);

  private final Ledger ledger;
  private final Subscriptions subscriptions;
  private final AwaitedWrites writes;

  EventsController(Ledger ledger, Subscriptions subscriptions, AwaitedWrites writes) {
    this.ledger = ledger;
    this.subscriptions = subscriptions;
    this.writes = writes;
  }

  /**
   * A page of events.
   *
   * @param items CloudEvents in the order of the ledger
   * @param next the index behind which the next page begins; null where the ledger is empty
   * @param more whether there are events behind it that were not looked at
   * @param size how many events the ledger has, wanted or not
   */
  record EventsAnswer(List<Object> items, @Nullable Long next, boolean more, long size) {}

  /**
   * Events by their order in the ledger: as a page of JSON, as lines or as a batch of CloudEvents, or, as
   * an event stream, all of them and then each new one. A stream waits for no write: it comes there.
   */
  @GetMapping("/api/v1/events")
  @ApiResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = "application/json",
            schema = @Schema(implementation = EventsAnswer.class)),
        @Content(mediaType = "application/x-ndjson", schema = @Schema(type = "string")),
        @Content(mediaType = BATCH, schema = @Schema(type = "array")),
        @Content(mediaType = "text/event-stream", schema = @Schema(type = "string"))
      })
  void events(
      @ParameterObject EventsRequest request,
      @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
      HttpServletResponse response)
      throws IOException {
    MediaType form = form(accept);
    EntryFilter filter = request.filter();
    int most = request.most();
    if (form.equals(MediaType.TEXT_EVENT_STREAM)) {
      long first = lastEventId == null
          ? EventsRequest.first("after", request.after(), ledger)
          : EventsRequest.first("Last-Event-ID", lastEventId, ledger);
      subscriptions.serve(filter, first, response);
      return;
    }
    ledger.await(writes);
    Found found = ledger.find(filter, EventsRequest.first("after", request.after(), ledger), most);
    response.setContentType(form.toString());
    response.setHeader("Ledger-Size", Long.toString(found.size()));
    response.setHeader("Next-After", Long.toString(found.next() - 1));
    write(found, form, response.getOutputStream());
  }

  /** The bytes of each event as they are: whoever hashes them gets the hash in the ledger. */
  private static void write(Found found, MediaType form, OutputStream out) throws IOException {
    if (form.equals(MediaType.APPLICATION_NDJSON)) {
      for (LedgerEntry entry : found.entries()) {
        out.write(entry.bytes());
        out.write('\n');
      }
    } else if (form.equals(MediaType.APPLICATION_JSON)) {
      write("{\"items\":", out);
      writeArray(found.entries(), out);
      write(
          ",\"next\":%s,\"more\":%s,\"size\":%d}"
              .formatted(
                  found.next() == 0 ? null : Long.valueOf(found.next() - 1),
                  !found.isAll(),
                  found.size()),
          out);
    } else {
      writeArray(found.entries(), out);
    }
  }

  private static void writeArray(List<LedgerEntry> entries, OutputStream out) throws IOException {
    String before = "[";
    for (LedgerEntry entry : entries) {
      write(before, out);
      out.write(entry.bytes());
      before = ",";
    }
    write(entries.isEmpty() ? "[]" : "]", out);
  }

  private static void write(String text, OutputStream out) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static MediaType form(@Nullable String accept) {
    if (accept == null || accept.isBlank()) {
      return FORMS.getFirst();
    }
    try {
      List<MediaType> wanted = MediaType.parseMediaTypes(accept);
      MimeTypeUtils.sortBySpecificity(wanted);
      return wanted.stream()
          .flatMap(each -> FORMS.stream().filter(each::includes))
          .findFirst()
          .orElseThrow(EventsController::notAcceptable);
    } catch (InvalidMediaTypeException _) {
      throw notAcceptable();
    }
  }

  private static RuntimeException notAcceptable() {
    return Problem.of(
            HttpStatus.NOT_ACCEPTABLE,
            "not-acceptable",
            "Events are answered as application/json, application/x-ndjson, %s or text/event-stream."
                .formatted(BATCH))
        .asException();
  }
}
