package dev.quotaledger.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the verifier as a command line does, with files in a directory.
 *
 * @param directory takes the files
 */
record FrontDoor(Path directory) {

  /**
   * What it said.
   *
   * @param exit the exit code
   * @param out what was found
   * @param err why nothing could be checked
   */
  record Answer(int exit, String out, String err) {

    Answer isFine() {
      assertThat(exit).as(toString()).isZero();
      assertThat(out).startsWith("Verified: ");
      return this;
    }

    /** Caught, whatever the reason. */
    Answer isRefused() {
      assertThat(exit).as(toString()).isIn(1, 2);
      return this;
    }

    Answer isTampered() {
      assertThat(exit).as(toString()).isEqualTo(1);
      assertThat(out).startsWith("Tampered: ");
      return this;
    }

    Answer isTamperedFirstAt(long index) {
      assertThat(isTampered().out).containsPattern("; first bad index: " + index + "[,\n]");
      return this;
    }

    Answer isTamperedFirstWithin(long from, long to) {
      assertThat(isTampered().out).contains("; first bad index: " + from + " to " + to + "\n");
      return this;
    }

    Answer isUnusable() {
      assertThat(exit).as(toString()).isEqualTo(2);
      assertThat(out).isEmpty();
      assertThat(err).isNotEmpty();
      return this;
    }
  }

  static Answer ask(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit = Verifier.run(
        List.of(args), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    return new Answer(exit, out.toString(UTF_8), err.toString(UTF_8));
  }

  /** Asks about an export with the test ledger's key. */
  Answer export(byte[] export, byte[]... savedCheckpoints) {
    List<String> args =
        new ArrayList<>(List.of("verify-export", file("export", export), "--key", TestLedger.KEY));
    for (int i = 0; i < savedCheckpoints.length; i++) {
      args.add("--checkpoint");
      args.add(file("saved-" + i, savedCheckpoints[i]));
    }
    return ask(args.toArray(String[]::new));
  }

  Answer proof(byte[] receipt, byte[] entry) {
    return ask(
        "verify-proof", file("receipt", receipt), file("entry", entry), "--key", TestLedger.KEY);
  }

  Answer consistency(byte[] older, byte[] newer, byte[] proof) {
    return ask(
        "verify-consistency",
        file("older", older),
        file("newer", newer),
        file("proof", proof),
        "--key",
        TestLedger.KEY);
  }

  String file(String name, byte[] content) {
    try {
      return Files.write(directory.resolve(name), content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
