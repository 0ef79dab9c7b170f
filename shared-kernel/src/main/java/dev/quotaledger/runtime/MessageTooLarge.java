package dev.quotaledger.runtime;

import org.axonframework.common.AxonNonTransientException;

/** An event or a snapshot is larger than the stores are promised to be given, and is not stored. */
public final class MessageTooLarge extends AxonNonTransientException {

  private static final long serialVersionUID = 1L;

  MessageTooLarge(String type, int bytes, int limit) {
    super("%s takes %d bytes; the limit is %d.".formatted(type, bytes, limit));
  }
}
