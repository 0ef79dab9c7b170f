package dev.quotaledger.query.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Signs what is sent, as Standard Webhooks 1.0.0 asks. */
final class Signature {

  private Signature() {}

  /**
   * The header {@code webhook-signature}: a signature with each secret.
   *
   * @param id the message's id, the same at every attempt
   * @param at when the attempt is made
   * @param body the bytes that are sent, which are UTF-8
   */
  static String of(List<String> secrets, String id, Instant at, byte[] body) {
    String text = new String(body, UTF_8);
    return secrets.stream()
        .map(secret -> of(secret, id, at, text))
        .collect(Collectors.joining(" "));
  }

  private static String of(String secret, String id, Instant at, String body) {
    try {
      return new Webhook(secret).sign(id, at.getEpochSecond(), body);
    } catch (EmptyWebhookSecretException | WebhookSigningException e) {
      throw new IllegalStateException("A webhook's message cannot be signed", e);
    }
  }
}
