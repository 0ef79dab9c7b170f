package dev.quotaledger.verifier;

import java.util.List;

/** Runs the verifier with the arguments of a command line. */
public final class VerifierApplication {

  private VerifierApplication() {}

  public static void main(String[] args) {
    System.exit(Verifier.run(List.of(args), System.out, System.err));
  }
}
