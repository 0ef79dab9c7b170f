package dev.quotaledger.command.imports;

import dev.quotaledger.command.Sender;
import dev.quotaledger.command.imports.Decisions.Summary;
import dev.quotaledger.command.imports.Progress.Recorded;
import dev.quotaledger.runtime.StoreFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides the rows of one import, batch by batch, from where it is.
 *
 * <p>Before a batch is committed, what the progress will be after it is stored, with one of the
 * events that it records. Whoever goes on after a crash sees by that event whether the batch was
 * committed. So every row is decided exactly once, and the counts are those of a run without a crash.
 */
final class ImportRun {

  private static final Logger LOG = LoggerFactory.getLogger(ImportRun.class);

  /** How much text a batch may hold, in characters: rows are long only by mistake. */
  private static final long MOST_TEXT = 2_000_000;

  private final Decisions decisions;
  private final ImportDocuments documents;
  private final Rejections rejections;
  private final Attempts attempts;
  private final Sender sender;
  private final boolean asAWhole;
  private final int batchRows;

  /** As it is committed; only its revision is that of what is stored. */
  private Import current;

  /** Whether the last batch was decided, so that what failed after that is not its fault. */
  private boolean decided;

  /**
   * Goes on with an import.
   *
   * @param attempts those of this import
   * @param settled the import without anything pending
   * @param batchRows how many rows make a batch
   */
  ImportRun(
      Decisions decisions,
      ImportDocuments documents,
      Rejections rejections,
      Attempts attempts,
      Import settled,
      int batchRows) {
    this.decisions = decisions;
    this.documents = documents;
    this.rejections = rejections;
    this.attempts = attempts;
    this.current = settled;
    this.sender = sender(settled.upload());
    this.asAWhole = settled.upload().kind() == ImportKind.PERIODS;
    this.batchRows = asAWhole ? Integer.MAX_VALUE : batchRows;
  }

  private static Sender sender(Upload upload) {
    return new Sender(upload.actor(), upload.actorRep(), null, upload.id(), "import", null, null);
  }

  /** The import with nothing pending: what was to be committed next was, or was not. */
  static Import settled(Import stored, Decisions decisions) {
    Progress pending = stored.pending();
    Recorded event = pending == null ? null : pending.last();
    boolean committed = event != null && decisions.isCommitted(event);
    return stored.at(committed && pending != null ? pending : stored.progress(), null);
  }

  /**
   * Decides the steps to the end, or until told to stop.
   *
   * @return the import as it then is; not stored yet
   * @throws TakenOver when somebody else has gone on with it
   * @throws RuntimeException when it cannot go on for now
   */
  Import decide(Steps steps, BooleanSupplier stopped) {
    List<Step> batch = next(steps);
    while (!batch.isEmpty() && !stopped.getAsBoolean()) {
      decide(batch);
      batch = next(steps);
    }
    return current;
  }

  private List<Step> next(Steps steps) {
    List<Step> batch = new ArrayList<>();
    long rows = 0;
    long text = 0;
    while (rows < batchRows && text < MOST_TEXT) {
      Step step = steps.next();
      if (step == null) {
        break;
      }
      batch.add(step);
      rows += step.rows().size();
      text += asAWhole ? 0 : step.size();
    }
    return batch;
  }

  private void decide(List<Step> batch) {
    try {
      decideTogether(batch);
    } catch (TakenOver e) {
      throw e;
    } catch (RuntimeException e) {
      long before = current.progress().rowsRead();
      current = settled(documents.find(current.id()).orElseThrow(), decisions);
      if (current.progress().rowsRead() == before) {
        decideApart(batch, e);
      }
    }
  }

  /** One row that cannot be recorded must not keep the others from it. */
  private void decideApart(List<Step> batch, RuntimeException failure) {
    if (asAWhole || batch.size() == 1) {
      giveUp(batch, failure);
      return;
    }
    LOG.info("Rows of import {} are decided one by one: together failed", current.id(), failure);
    rejections.cutTo(current.progress().rejectionsLength());
    batch.forEach(step -> decide(List.of(step)));
  }

  /** Rejects what cannot be decided, unless it is to be tried again first. */
  private void giveUp(List<Step> batch, RuntimeException failure) {
    if (decided || isOfTheStore(failure) || !attempts.gaveUp(current.progress().rowsRead())) {
      throw failure;
    }
    LOG.error("Rows of import {} cannot be decided and are rejected", current.id(), failure);
    rejections.cutTo(current.progress().rejectionsLength());
    decideTogether(batch.stream().map(Step::undecided).toList());
  }

  /** Such a failure meets every row, and goes by. */
  private boolean isOfTheStore(RuntimeException failure) {
    return StoreFailure.isBehind(failure) || !decisions.storeAnswers();
  }

  private void decideTogether(List<Step> batch) {
    Progress before = current.progress();
    Progress[] after = {before};
    decided = false;
    decisions.decide(batch, sender, summary -> {
      decided = true;
      after[0] = after(before, summary);
      current = documents.save(
          summary.last() == null ? current.at(after[0], null) : current.at(before, after[0]));
    });
    current = current.at(after[0], null);
  }

  private Progress after(Progress before, Summary summary) {
    List<Rejections.Rejection> rejected = summary.rejections();
    @Nullable Recorded last = summary.last() == null ? before.last() : summary.last();
    return new Progress(
        before.rowsRead() + summary.accepted() + summary.unchanged() + rejected.size(),
        before.accepted() + summary.accepted(),
        before.unchanged() + summary.unchanged(),
        before.rejected() + rejected.size(),
        rejections.append(rejected),
        last);
  }
}
