package dev.quotaledger.command;

import dev.quotaledger.api.Refusal;
import dev.quotaledger.runtime.MessageMetadata;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.axonframework.messaging.MetaData;

/**
 * The idempotency keys that an aggregate remembers: the last {@value #MOST}, each with a hash of the
 * body that it came with and with the events that it led to. A key that led to none is not
 * remembered: repeating its request is decided again.
 */
final class IdempotencyKeys {

  static final int MOST = 1_000;

  /**
   * What a key led to.
   *
   * @param body the hash of the body that it came with
   * @param first the sequence number of its first event
   * @param last the sequence number of its last event
   */
  record Use(String body, long first, long last) {

    private Use until(long sequence) {
      return new Use(body, first, sequence);
    }
  }

  private final Map<String, Use> uses = new LinkedHashMap<>();

  /** The sequence number of the aggregate's next event. */
  private long next;

  /**
   * What the command led to when it was taken before; empty when it was not. Throws when its key
   * came with another body then.
   */
  Optional<Use> earlierUse(MetaData command) {
    Optional<Use> use =
        CommandMetadata.get(command, MessageMetadata.IDEMPOTENCY_KEY).map(uses::get);
    String body = CommandMetadata.get(command, MessageMetadata.IDEMPOTENCY_BODY).orElse("");
    if (use.isPresent() && !use.get().body().equals(body)) {
      throw new Refusal.IdempotencyKeyReused().asException();
    }
    return use;
  }

  void remember(MetaData event) {
    long sequence = next++;
    CommandMetadata.get(event, MessageMetadata.IDEMPOTENCY_KEY).ifPresent(key -> {
      String body = CommandMetadata.get(event, MessageMetadata.IDEMPOTENCY_BODY).orElse("");
      uses.merge(key, new Use(body, sequence, sequence), (use, _) -> use.until(sequence));
      if (uses.size() > MOST) {
        uses.remove(uses.keySet().iterator().next());
      }
    });
  }
}
