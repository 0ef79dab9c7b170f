package dev.quotaledger.standalone.architecture.bad.api;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import org.axonframework.serialization.Revision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages as they must not be. */
public sealed interface BadEvent permits BadEvent.Logged, BadEvent.Hired, BadTopLevel {

  /** Is no record, and logs. */
  @Revision("1")
  final class Logged implements BadEvent {

    private static final Logger LOG = LoggerFactory.getLogger(Logged.class);

    @JsonValue
    String text() {
      LOG.info("logged");
      return "";
    }
  }

  /** Carries what JSON does not keep, and has no revision. */
  record Hired(Optional<Thread> worker) implements BadEvent {}
}
