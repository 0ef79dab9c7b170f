package dev.quotaledger.standalone.architecture.bad.proof;

import dev.quotaledger.standalone.architecture.bad.api.BadEvent;
import org.bson.Document;

/** Proofs as they must not be. */
public final class BadProof {

  private BadProof() {}

  /** Knows how it is stored. */
  public record Stored(Document document) {}

  /** Knows what is proven. */
  public record OfAMessage(BadEvent event) {}
}
