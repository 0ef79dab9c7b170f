package dev.quotaledger.query.webhooks;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.query.Cursor;
import dev.quotaledger.query.webhooks.Registrations.Change;
import dev.quotaledger.query.webhooks.Registrations.Filter;
import dev.quotaledger.query.webhooks.Registrations.Wanted;
import dev.quotaledger.query.webhooks.Registrations.Wish;
import dev.quotaledger.runtime.web.GivenFields;
import dev.quotaledger.runtime.web.Paging;
import dev.quotaledger.runtime.web.RequestContext;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Registers webhooks, changes them and shows them. */
@RestController
@RequestMapping("/api/v1/webhooks")
class WebhookController {

  private static final String URL = "url";
  private static final String TYPE = "type";
  private static final String SUBJECT = "subject";
  private static final String DESCRIPTION = "description";
  private static final String STATE = "state";

  private final Registrations registrations;
  private final Endpoints endpoints;
  private final Positions positions;
  private final Verification verification;

  WebhookController(
      Registrations registrations,
      Endpoints endpoints,
      Positions positions,
      Verification verification) {
    this.registrations = registrations;
    this.endpoints = endpoints;
    this.positions = positions;
    this.verification = verification;
  }

  /**
   * A webhook to register.
   *
   * @param url where events are posted; of https
   * @param type public types with or without their prefix, separated by commas; {@code quota.*} for all that
   *     begin so; null for all
   * @param subject what they are about, such as {@code plan/fy26}; null for all
   * @param after the index in the ledger behind which to begin, -1 for its beginning; null for its present end
   * @param description for people
   */
  record WebhookPost(
      String url,
      @Nullable String type,
      @Nullable String subject,
      @Nullable Long after,
      @Nullable String description) {}

  /**
   * What to change of a webhook; what is not there stays as it is, and null takes a filter away.
   *
   * @param state ACTIVE to resume, PAUSED to send nothing for now
   */
  record WebhookPatch(
      @Nullable String url,
      @Nullable String type,
      @Nullable String subject,
      @Nullable String description,
      @Nullable Wish state) {}

  /**
   * A webhook.
   *
   * @param state PENDING until its address is verified, ACTIVE, PAUSED, or DISABLED by a receiver that
   *     answered 410
   * @param stateReason why it is in that state; null where somebody put it there
   * @param after the index behind which it began
   * @param nextIndex the index in the ledger that is looked at next
   * @param previousSecretUntil until when the secret before the present one signs too; null for no longer
   */
  record WebhookView(
      String webhookId,
      String url,
      @Nullable String type,
      @Nullable String subject,
      @Nullable String description,
      String state,
      @Nullable String stateReason,
      long after,
      long nextIndex,
      @Nullable Instant previousSecretUntil,
      String createdBy,
      Instant createdAt,
      long version) {}

  /** A page of webhooks, by their ids. */
  record WebhooksAnswer(List<WebhookView> items, @Nullable String next) {}

  /**
   * A webhook that was registered.
   *
   * @param secret what its messages are signed with; it is not shown again
   * @param after the index in the ledger behind which it begins
   */
  record RegisteredWebhook(
      String webhookId, String secret, String state, long after, long version) {}

  /**
   * Another secret of a webhook.
   *
   * @param secret what its messages are signed with; it is not shown again
   * @param previousSecretUntil until when the one before signs too
   */
  record RotatedSecret(
      String webhookId, String secret, @Nullable Instant previousSecretUntil, long version) {}

  /** Registers one. Nothing is sent before its address is verified, and nothing of that is lost. */
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<RegisteredWebhook> register(
      @RequestBody WebhookPost body, RequestContext context) {
    Endpoint endpoint = registrations.register(
        new Wanted(body.url, body.type, body.subject, body.after, body.description), context);
    return ResponseEntity.created(URI.create("/api/v1/webhooks/" + endpoint.id()))
        .eTag(tag(endpoint))
        .body(new RegisteredWebhook(
            endpoint.id(),
            endpoint.secrets().current(),
            endpoint.state().name(),
            endpoint.after(),
            endpoint.version()));
  }

  /** All of them. */
  @GetMapping
  WebhooksAnswer webhooks(Paging paging) {
    Cursor behind = Cursor.parse(paging.cursor(), 1);
    List<Endpoint> found =
        endpoints.list(behind == null ? "" : behind.keys().getFirst(), paging.limit() + 1);
    boolean more = found.size() > paging.limit();
    List<Endpoint> shown = more ? found.subList(0, paging.limit()) : found;
    return new WebhooksAnswer(
        shown.stream().map(this::view).toList(),
        more ? Cursor.behind(shown.getLast().id()).encode() : null);
  }

  /** One of them. */
  @GetMapping("/{webhookId}")
  ResponseEntity<WebhookView> webhook(@PathVariable String webhookId) {
    return answer(endpoints.get(webhookId));
  }

  /** Changes its address, its filter or its description, pauses or resumes it. */
  @PatchMapping("/{webhookId}")
  ResponseEntity<WebhookView> change(
      @PathVariable String webhookId,
      @RequestBody WebhookPatch body,
      GivenFields given,
      RequestContext context) {
    requireValue(URL, body.url, given);
    requireValue(STATE, body.state, given);
    Set<String> names = given.names();
    boolean filters = names.contains(TYPE) || names.contains(SUBJECT);
    return answer(registrations.change(
        webhookId,
        context.expectedVersion(),
        new Change(
            body.url,
            filters ? present -> filter(present, body, names) : null,
            names.contains(DESCRIPTION) ? _ -> body.description : null,
            body.state)));
  }

  private static Filter filter(Filter present, WebhookPatch body, Set<String> given) {
    return new Filter(
        given.contains(TYPE) ? body.type : present.type(),
        given.contains(SUBJECT) ? body.subject : present.subject());
  }

  private static void requireValue(String field, @Nullable Object value, GivenFields given) {
    if (value == null && given.names().contains(field)) {
      throw new InvalidValue(field, "a value", "null");
    }
  }

  /** Takes it away, and with it all that was yet to be sent. */
  @DeleteMapping("/{webhookId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable String webhookId, RequestContext context) {
    registrations.remove(webhookId, context.expectedVersion());
  }

  /**
   * Sends a challenge to its address, which has to be in the body of the answer; then it is active. Else
   * the problem says what came.
   */
  @PostMapping("/{webhookId}/verification")
  ResponseEntity<WebhookView> verify(@PathVariable String webhookId) {
    return answer(verification.verify(webhookId));
  }

  /** Gives it another secret; for 24 hours the one before signs too. */
  @PostMapping("/{webhookId}/secret")
  ResponseEntity<RotatedSecret> rotate(@PathVariable String webhookId, RequestContext context) {
    Endpoint endpoint = registrations.rotate(webhookId, context);
    return ResponseEntity.ok()
        .eTag(tag(endpoint))
        .body(new RotatedSecret(
            endpoint.id(),
            endpoint.secrets().current(),
            endpoint.secrets().previousUntil(),
            endpoint.version()));
  }

  private ResponseEntity<WebhookView> answer(Endpoint endpoint) {
    return ResponseEntity.ok().eTag(tag(endpoint)).body(view(endpoint));
  }

  private static String tag(Endpoint endpoint) {
    return "\"" + endpoint.version() + "\"";
  }

  private WebhookView view(Endpoint endpoint) {
    return new WebhookView(
        endpoint.id(),
        endpoint.url(),
        endpoint.type(),
        endpoint.subject(),
        endpoint.description(),
        endpoint.state().name(),
        endpoint.stateReason(),
        endpoint.after(),
        positions.find(endpoint.id()).orElse(endpoint.after() + 1),
        endpoint.secrets().previousUntil(),
        endpoint.createdBy(),
        endpoint.createdAt(),
        endpoint.version());
  }
}
