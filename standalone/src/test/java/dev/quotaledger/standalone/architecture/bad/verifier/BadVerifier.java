package dev.quotaledger.standalone.architecture.bad.verifier;

import dev.quotaledger.standalone.architecture.bad.runtime.BadRuntime;

/** A verifier as it must not be. */
public final class BadVerifier {

  private BadVerifier() {}

  /** Cannot do without what it verifies. */
  public record AsksTheRuntime(BadRuntime runtime) {}
}
