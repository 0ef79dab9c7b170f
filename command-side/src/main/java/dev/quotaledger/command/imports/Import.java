package dev.quotaledger.command.imports;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a file.
 *
 * @param upload the file
 * @param rev which state of this is stored, counted from 1; 0 when none is
 * @param progress what is known to be committed
 * @param pending what it is after the transaction that was to be committed next, which its last
 *     event shows; null for none
 * @param error why it was refused or interrupted; null when it was not
 * @param startedAt when its first row was read; null before
 * @param finishedAt when it was completed or refused; null before
 */
record Import(
    Upload upload,
    long rev,
    ImportState state,
    Progress progress,
    @Nullable Progress pending,
    @Nullable String error,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  /** Cuts the times to milliseconds. */
  Import {
    startedAt = cut(startedAt);
    finishedAt = cut(finishedAt);
  }

  /** A file whose rows are to be decided; the file of rejections has its header already. */
  static Import open(Upload upload, long rejectionsLength) {
    Progress nothing = new Progress(0, 0, 0, 0, rejectionsLength, null);
    return new Import(upload, 0, ImportState.RUNNING, nothing, null, null, null, null);
  }

  /** A file that is not what it was said to be. */
  static Import refused(Upload upload, String why) {
    Progress nothing = new Progress(0, 0, 0, 0, 0, null);
    return new Import(
        upload, 0, ImportState.REFUSED, nothing, null, why, null, upload.receivedAt());
  }

  String id() {
    return upload.id();
  }

  /** Of a dry run nothing remains but its counts, so that one that was begun begins again. */
  Import fromTheStart(long rejectionsLength) {
    Progress nothing = new Progress(0, 0, 0, 0, rejectionsLength, null);
    return new Import(upload, rev, state, nothing, null, error, startedAt, finishedAt);
  }

  Import started(Instant now) {
    Instant first = startedAt == null ? now : startedAt;
    return new Import(upload, rev, ImportState.RUNNING, progress, pending, null, first, finishedAt);
  }

  Import at(Progress committed, @Nullable Progress next) {
    return new Import(upload, rev, state, committed, next, error, startedAt, finishedAt);
  }

  Import interrupted(String why) {
    return new Import(
        upload, rev, ImportState.INTERRUPTED, progress, pending, why, startedAt, finishedAt);
  }

  Import completed(Instant now) {
    return new Import(upload, rev, ImportState.COMPLETED, progress, null, null, startedAt, now);
  }

  Import stored() {
    return new Import(upload, rev + 1, state, progress, pending, error, startedAt, finishedAt);
  }

  private static @Nullable Instant cut(@Nullable Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
  }
}
