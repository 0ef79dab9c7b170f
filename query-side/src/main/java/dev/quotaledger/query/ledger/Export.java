package dev.quotaledger.query.ledger;

import dev.quotaledger.proof.LedgerExportWriter;
import dev.quotaledger.proof.SignedNote;
import java.io.IOException;
import java.io.OutputStream;

/** Writes the ledger into one file, a block at a time. */
final class Export {

  private static final int BLOCK = 500;

  private final LedgerDocuments documents;

  Export(LedgerDocuments documents) {
    this.documents = documents;
  }

  /** Writes the entries up to a size, each with the leaf hash that was kept with it. */
  void write(SignedNote checkpoint, long size, OutputStream out) throws IOException {
    LedgerExportWriter export = new LedgerExportWriter(out, checkpoint);
    for (long from = 0; from < size; from += BLOCK) {
      for (LedgerDocuments.Hashed entry : documents.hashed(from, Math.min(size, from + BLOCK))) {
        export.entry(entry.bytes(), entry.leaf());
      }
    }
    export.finish();
  }
}
