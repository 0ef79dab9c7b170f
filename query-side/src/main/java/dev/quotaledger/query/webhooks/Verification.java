package dev.quotaledger.query.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quotaledger.query.ledger.LedgerSource;
import dev.quotaledger.query.webhooks.Endpoint.State;
import dev.quotaledger.query.webhooks.Sender.Answer;
import dev.quotaledger.query.webhooks.Sender.Message;
import dev.quotaledger.runtime.web.Problem;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds out whether whoever is behind an address wants webhooks: it sends a challenge, signed as every
 * message, and wants it back in the body of the answer.
 */
final class Verification {

  private static final String TYPE = "dev.quotaledger.webhook.verification.v1";
  private static final int CHALLENGE_BYTES = 32;
  private static final JsonMapper JSON = new JsonMapper();

  private final Endpoints endpoints;
  private final Sender sender;
  private final LedgerSource source;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Verification(Endpoints endpoints, Sender sender, LedgerSource source, Clock clock) {
    this.endpoints = endpoints;
    this.sender = sender;
    this.source = source;
    this.clock = clock;
  }

  /** Sends the challenge; the webhook is active, unless somebody paused it, when it came back. */
  Endpoint verify(String id) {
    Endpoint endpoint = endpoints.get(id);
    String challenge = challenge();
    Answer answer =
        sender.send(endpoint.url(), endpoint.secrets().at(clock.instant()), message(challenge));
    if (!answer.attempt().wasTaken() || !answer.text().contains(challenge)) {
      throw refused(answer);
    }
    return endpoints.change(
        id,
        null,
        present -> present.url().equals(endpoint.url()) && present.state() != State.PAUSED
            ? present.withState(State.ACTIVE, null)
            : present);
  }

  private String challenge() {
    byte[] bytes = new byte[CHALLENGE_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private Message message(String challenge) {
    String id = UUID.randomUUID().toString();
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("specversion", "1.0");
    event.put("id", id);
    event.put("source", source.uri());
    event.put("type", TYPE);
    event.put("time", clock.instant().toString());
    event.put("datacontenttype", "application/json");
    event.put("data", Map.of("challenge", challenge));
    return new Message(id, JSON.writeValueAsString(event).getBytes(UTF_8));
  }

  private static RuntimeException refused(Answer answer) {
    Attempt attempt = answer.attempt();
    String came = attempt.wasTaken()
        ? "The receiver answered %d, but not with the challenge in the body."
            .formatted(attempt.status())
        : attempt.outcome();
    return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "webhook-not-verified", came)
        .with("answered", attempt.status())
        .with("text", attempt.answer())
        .asException();
  }
}
