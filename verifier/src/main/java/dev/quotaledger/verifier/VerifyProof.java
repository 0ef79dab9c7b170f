package dev.quotaledger.verifier;

import dev.quotaledger.proof.Checkpoint;
import dev.quotaledger.proof.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Set;

/** Checks that an entry is in a ledger, by its receipt. */
final class VerifyProof implements Command {

  @Override
  public String name() {
    return "verify-proof";
  }

  @Override
  public String usage() {
    return "<receipt.tlog-proof> <entry> --key <key> [--key ...]";
  }

  @Override
  public String run(Arguments given) throws IOException {
    Arguments arguments = given.expect(this, 2, Set.of(Arguments.KEY));
    Receipt receipt = Receipt.parse(Files.readAllBytes(arguments.file(0)));
    byte[] entry = withoutLineFeed(Files.readAllBytes(arguments.file(1)));
    Checkpoint checkpoint = receipt.verify(entry, arguments.keys());
    return "the entry is at index " + receipt.index() + " of " + checkpoint.origin() + " with "
        + checkpoint.size() + " entries.";
  }

  /** An entry has no line feed; one that was saved as a line has one behind it. */
  private static byte[] withoutLineFeed(byte[] line) {
    return line.length > 0 && line[line.length - 1] == '\n'
        ? Arrays.copyOf(line, line.length - 1)
        : line;
  }
}
