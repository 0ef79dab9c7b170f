package dev.quotaledger.verifier;

import dev.quotaledger.proof.Checkpoint;
import dev.quotaledger.proof.ConsistencyProof;
import dev.quotaledger.proof.NotProven;
import dev.quotaledger.proof.NoteVerifier;
import dev.quotaledger.proof.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Checks that a ledger at a newer checkpoint still begins as it was at an older one. */
final class VerifyConsistency implements Command {

  @Override
  public String name() {
    return "verify-consistency";
  }

  @Override
  public String usage() {
    return "<older checkpoint> <newer checkpoint> <proof> --key <key> [--key ...]";
  }

  @Override
  public String run(Arguments given) throws IOException {
    Arguments arguments = given.expect(this, 3, Set.of(Arguments.KEY));
    List<NoteVerifier> keys = arguments.keys();
    Checkpoint older = checkpoint(arguments.file(0), keys);
    Checkpoint newer = checkpoint(arguments.file(1), keys);
    ConsistencyProof proof =
        ConsistencyProof.parse(older.size(), newer.size(), Files.readAllBytes(arguments.file(2)));
    if (!older.origin().equals(newer.origin())) {
      throw new Unusable("the checkpoints are of " + older.origin() + " and of " + newer.origin());
    }
    if (older.size() > newer.size()) {
      throw new NotProven("the newer checkpoint has " + newer.size() + " entries, the older one "
          + older.size() + "; first bad index: " + newer.size());
    }
    if (!proof.proves(older.root(), newer.root())) {
      throw new NotProven("it is not shown that the " + newer.size() + " entries of "
          + newer.origin() + " begin with the " + older.size() + " that there were");
    }
    return "the " + newer.size() + " entries of " + newer.origin() + " begin with the "
        + older.size() + " that there were.";
  }

  private static Checkpoint checkpoint(Path file, List<NoteVerifier> keys) throws IOException {
    return Checkpoint.verified(SignedNote.parse(Files.readAllBytes(file)), keys);
  }
}
