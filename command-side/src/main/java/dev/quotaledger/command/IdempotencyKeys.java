package dev.quotaledger.command;

import dev.quotaledger.api.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.messaging.MetaData;

/**
 * The idempotency keys that an aggregate remembers: the last {@value #MOST}, with a hash of the
 * body that each came with.
 */
final class IdempotencyKeys {

  static final int MOST = 1_000;

  private final Map<String, String> bodyOfKey = new LinkedHashMap<>();

  /** Whether the command was taken before; throws when its key came with another body then. */
  boolean isRepeat(MetaData command) {
    String key = CommandMetadata.get(command, CommandMetadata.IDEMPOTENCY_KEY).orElse("");
    String body = bodyOfKey.get(key);
    if (body == null) {
      return false;
    }
    if (!body.equals(
        CommandMetadata.get(command, CommandMetadata.IDEMPOTENCY_BODY).orElse(""))) {
      throw new Refusal.IdempotencyKeyReused().asException();
    }
    return true;
  }

  void remember(MetaData event) {
    CommandMetadata.get(event, CommandMetadata.IDEMPOTENCY_KEY).ifPresent(key -> {
      bodyOfKey.putIfAbsent(
          key, CommandMetadata.get(event, CommandMetadata.IDEMPOTENCY_BODY).orElse(""));
      if (bodyOfKey.size() > MOST) {
        bodyOfKey.remove(bodyOfKey.keySet().iterator().next());
      }
    });
  }
}
