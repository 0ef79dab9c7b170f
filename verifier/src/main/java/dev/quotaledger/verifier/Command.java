package dev.quotaledger.verifier;

import java.io.IOException;

/** Something that the verifier can check. */
interface Command {

  /** The first argument, which asks for it. */
  String name();

  /** The arguments that follow. */
  String usage();

  /**
   * Checks.
   *
   * @return what holds, to follow the word "Verified"
   * @throws dev.quotaledger.proof.NotProven where something does not hold
   * @throws dev.quotaledger.proof.Malformed where a file or a key is not of its form
   * @throws Unusable where the arguments do not say what to check
   * @throws IOException where a file cannot be read
   */
  String run(Arguments arguments) throws IOException;
}
