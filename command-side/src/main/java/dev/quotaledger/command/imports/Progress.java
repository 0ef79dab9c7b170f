package dev.quotaledger.command.imports;

import org.jspecify.annotations.Nullable;

/**
 * How far an import is.
 *
 * @param rowsRead the rows from the start of the file that are decided: each of them was accepted,
 *     changed nothing, or was rejected
 * @param accepted rows that recorded something, or gave a rep another name
 * @param unchanged rows that say what is recorded already
 * @param rejected rows that were rejected
 * @param rejectionsLength how many bytes of the file of rejections belong to these rows
 * @param last the last event that they recorded; null when they recorded none
 */
record Progress(
    long rowsRead,
    long accepted,
    long unchanged,
    long rejected,
    long rejectionsLength,
    @Nullable Recorded last) {

  /** An event, by where it stands. */
  record Recorded(String aggregateId, long sequenceNumber, String eventId) {}

  /** Throws where the counts do not add up. */
  Progress {
    if (accepted + unchanged + rejected != rowsRead) {
      throw new IllegalArgumentException(
          "%d rows cannot be %d accepted, %d unchanged and %d rejected ones"
              .formatted(rowsRead, accepted, unchanged, rejected));
    }
  }
}
