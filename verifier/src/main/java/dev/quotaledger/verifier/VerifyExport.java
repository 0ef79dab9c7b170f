package dev.quotaledger.verifier;

import dev.quotaledger.proof.Checkpoint;
import dev.quotaledger.proof.LedgerExportReader;
import dev.quotaledger.proof.NoteVerifier;
import dev.quotaledger.proof.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Checks every entry of an export against its signed checkpoint, and against older checkpoints that
 * somebody has kept: only those show that nothing was rewritten before the newest was signed.
 */
final class VerifyExport implements Command {

  private static final String CHECKPOINT = "--checkpoint";

  @Override
  public String name() {
    return "verify-export";
  }

  @Override
  public String usage() {
    return "<export> --key <key> [--key ...] [--checkpoint <saved checkpoint> ...]";
  }

  @Override
  public String run(Arguments given) throws IOException {
    Arguments arguments = given.expect(this, 1, Set.of(Arguments.KEY, CHECKPOINT));
    List<NoteVerifier> keys = arguments.keys();
    try (LedgerExportReader export =
        new LedgerExportReader(Files.newInputStream(arguments.file(0)))) {
      Checkpoint checkpoint = export.header().verified(keys);
      List<Checkpoint> saved = saved(arguments.option(CHECKPOINT), checkpoint.origin(), keys);
      new ExportCheck(checkpoint, saved).check(export);
      return checkpoint.size() + " entries of " + checkpoint.origin() + "; saved checkpoints that "
          + "they agree with: " + saved.size() + ".";
    }
  }

  private static List<Checkpoint> saved(List<String> files, String origin, List<NoteVerifier> keys)
      throws IOException {
    List<Checkpoint> saved = new ArrayList<>();
    for (String file : files) {
      Checkpoint checkpoint =
          Checkpoint.verified(SignedNote.parse(Files.readAllBytes(Path.of(file))), keys);
      if (!checkpoint.origin().equals(origin)) {
        throw new Unusable(file + " is a checkpoint of " + checkpoint.origin() + ", the export is "
            + "of " + origin);
      }
      saved.add(checkpoint);
    }
    return saved;
  }
}
