package dev.quotaledger.query.ledger;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.quotaledger.proof.Checkpoint;
import dev.quotaledger.proof.ConsistencyProof;
import dev.quotaledger.proof.InclusionProof;
import dev.quotaledger.proof.MerkleTree;
import dev.quotaledger.proof.NotProven;
import dev.quotaledger.proof.NoteVerifier;
import dev.quotaledger.proof.SignedNote;
import dev.quotaledger.runtime.readstore.Durability;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The signed checkpoints of the ledger. Each continues the one before it, which is proven before anything
 * is signed; a ledger of which that cannot be proven is never signed again.
 */
final class Checkpoints {

  private static final String COLLECTION = "ledgerCheckpoints";
  private static final String ID = "_id";
  private static final String NOTE = "note";
  private static final String SIGNED = "signedMicros";

  private final MongoCollection<Document> documents;
  private final Durability durability;
  private final Ledger ledger;
  private final MerkleTree tree;
  private final SigningKeys keys;
  private final String origin;
  private final @Nullable CheckpointDirectory elsewhere;
  private final Clock clock;

  /** The last one that this instance signed or has read; no later answer may fall behind it. */
  private @Nullable Signed last;

  private boolean knowsElsewhere;

  Checkpoints(
      MongoDatabase database,
      Durability durability,
      Ledger ledger,
      LedgerDocuments entries,
      SigningKeys keys,
      String origin,
      @Nullable CheckpointDirectory elsewhere,
      Clock clock) {
    this.documents = database.getCollection(COLLECTION).withReadConcern(ReadConcern.MAJORITY);
    this.durability = durability;
    this.ledger = ledger;
    this.tree = new MerkleTree(new StoredNodes(entries));
    this.keys = keys;
    this.origin = origin;
    this.elsewhere = elsewhere;
    this.clock = clock;
  }

  /** A checkpoint, its note, and when it was signed. */
  record Signed(Checkpoint checkpoint, SignedNote note, Instant signedAt) {

    long size() {
      return checkpoint.size();
    }
  }

  /** The newest one; empty before the first. */
  Optional<Signed> latest() {
    return Optional.ofNullable(documents.find().sort(new Document(ID, -1)).first())
        .map(Checkpoints::signed);
  }

  /** Those of more entries than so many, in the order of their sizes; the first of them. */
  List<Signed> above(long size, int limit) {
    return documents
        .find(new Document(ID, new Document("$gt", size)))
        .sort(new Document(ID, 1))
        .limit(limit)
        .map(Checkpoints::signed)
        .into(new ArrayList<>());
  }

  /** Whether there is nothing to sign yet, nor was there ever. */
  synchronized boolean areOfNothing() {
    rememberElsewhere();
    return ledger.size() == 0 && last == null && latest().isEmpty();
  }

  /**
   * Signs the ledger as it is, unless that was done already.
   *
   * @throws NotProven where the ledger does not continue the last checkpoint, or the newest one that is
   *     kept elsewhere
   */
  synchronized Signed sign() {
    rememberElsewhere();
    Optional<Signed> before = latest();
    requireNoStepBack(before.orElse(null));
    long size = ledger.size();
    if (before.isPresent() && before.get().size() >= size) {
      last = before.get();
      return before.get();
    }
    Checkpoint next = new Checkpoint(origin, size, tree.root(size));
    before.ifPresent(signed -> requireContinued(signed, next));
    Signed signed = new Signed(next, keys.sign(next.text()), clock.instant());
    keep(signed);
    last = signed;
    return signed;
  }

  /** Another instance signs for now, so that there will be more elsewhere than this one knows. */
  synchronized void expectOthers() {
    knowsElsewhere = false;
  }

  /**
   * Takes notice of what is kept elsewhere. There is a file for every checkpoint, so they are listed once:
   * what comes afterwards is signed here.
   *
   * @throws NotProven where no key of ours has signed the newest one
   */
  private void rememberElsewhere() {
    if (elsewhere == null || knowsElsewhere) {
      return;
    }
    elsewhere.newest().ifPresent(note -> {
      Checkpoint checkpoint = Checkpoint.verified(note, keys.verifiers());
      if (last == null || checkpoint.size() > last.size()) {
        last = new Signed(checkpoint, note, Instant.EPOCH);
      }
    });
    knowsElsewhere = true;
  }

  /** Somebody may have put an older or another checkpoint in the place of the last one, or none. */
  private void requireNoStepBack(@Nullable Signed stored) {
    if (stored != null) {
      Checkpoint.verified(stored.note(), keys.verifiers());
    }
    if (last != null
        && (stored == null
            || stored.size() < last.size()
            || (stored.size() == last.size() && !stored.checkpoint().equals(last.checkpoint())))) {
      throw new NotProven("the last stored checkpoint is not the one of %d entries that was signed"
          .formatted(last.size()));
    }
  }

  private void requireContinued(Signed before, Checkpoint next) {
    ConsistencyProof proof = tree.consistencyProof(before.size(), next.size());
    if (!proof.proves(before.checkpoint().root(), next.root())) {
      throw new NotProven("the ledger of %d entries does not continue the checkpoint of %d entries"
          .formatted(next.size(), before.size()));
    }
  }

  private void keep(Signed signed) {
    try {
      documents.insertOne(new Document(ID, signed.size())
          .append(NOTE, signed.note().encoded())
          .append(SIGNED, ChronoUnit.MICROS.between(Instant.EPOCH, signed.signedAt())));
      durability.flush();
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
        throw e;
      }
      // Another instance has signed the same.
    }
  }

  /** The proof that an entry is in the ledger of a size. */
  InclusionProof inclusionProof(long index, long size) {
    return tree.inclusionProof(index, size);
  }

  /** The proof that the ledger of one size is the beginning of that of another. */
  ConsistencyProof consistencyProof(long first, long second) {
    return tree.consistencyProof(first, second);
  }

  /** What the signatures are checked with. */
  List<NoteVerifier> keys() {
    return keys.verifiers();
  }

  private static Signed signed(Document found) {
    SignedNote note = SignedNote.parse(found.getString(NOTE));
    return new Signed(
        Checkpoint.parse(note.text()),
        note,
        Instant.EPOCH.plus(found.getLong(SIGNED), ChronoUnit.MICROS));
  }
}
