package dev.quotaledger.standalone.backup;

import java.time.Instant;

/**
 * A finished copy.
 *
 * @param backupId its name, the moment at which it was begun: {@code 20261124T182033.120Z}
 * @param directory where it is, laid out like a data directory
 * @param takenAt what had been acknowledged by then is in it
 * @param bytes its size
 */
record Backup(String backupId, String directory, Instant takenAt, long bytes) {}
