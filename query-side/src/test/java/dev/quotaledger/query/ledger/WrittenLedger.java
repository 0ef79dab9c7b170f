package dev.quotaledger.query.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quotaledger.proof.Hash;
import dev.quotaledger.query.ledger.LedgerDocuments.Written;
import dev.quotaledger.runtime.readstore.ReadStore;
import java.time.Instant;
import java.util.List;

/** A ledger into which tests write entries of their own. */
public final class WrittenLedger {

  private static final Instant RECORDED = Instant.parse("2026-01-01T00:00:00Z");

  private final LedgerDocuments documents;
  private final Ledger ledger;

  /** The one in the store. */
  public WrittenLedger(ReadStore store) {
    documents = new LedgerDocuments(store.database());
    ledger = new Ledger(documents, store);
    ledger.refresh();
  }

  /** What features read. */
  public Ledger ledger() {
    return ledger;
  }

  /** Adds an entry of a partition key. */
  public LedgerEntry add(String type, String key) {
    long index = ledger.size();
    return add(type, key, "{\"sequence\":\"%d\",\"text\":\"Größe € 𝄞\"}".formatted(index));
  }

  /** Adds an entry with these contents. */
  public LedgerEntry add(String type, String key, String json) {
    long index = ledger.size();
    byte[] bytes = json.getBytes(UTF_8);
    LedgerEntry entry = new LedgerEntry(
        index,
        "event-" + index,
        "dev.quotaledger." + type,
        key.replaceFirst("-", "/"),
        key,
        RECORDED,
        bytes);
    documents.insert(List.of(new Written(entry, List.of(Hash.ofLeaf(bytes)), index)));
    ledger.refresh();
    return entry;
  }
}
