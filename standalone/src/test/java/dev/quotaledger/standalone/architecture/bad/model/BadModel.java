package dev.quotaledger.standalone.architecture.bad.model;

import java.time.Instant;
import org.bson.Document;

/** Folds as they must not be. */
public final class BadModel {

  private BadModel() {}

  /** Knows how it is stored. */
  public record Stored(Document document) {}

  /** Gives another result each time. */
  public record Clocked(Instant at) {

    Clocked again() {
      return new Clocked(Instant.now());
    }
  }
}
