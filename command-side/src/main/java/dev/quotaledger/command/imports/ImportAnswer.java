package dev.quotaledger.command.imports;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a file so far.
 *
 * @param kind what its rows are: {@code deals}
 * @param dryRun whether its rows are decided without recording anything
 * @param profile how it is read; null for one that is in the columns of its kind
 * @param profileVersion which version of the profile that is; null without one
 * @param state {@code RUNNING} while it waits for its turn, too: it has no {@code startedAt} then
 * @param rows how many rows the file has; 0 when it is refused
 * @param rowsRead how many are decided: {@code accepted}, {@code unchanged} and {@code rejected}
 *     together
 * @param accepted rows that recorded something
 * @param unchanged rows that say what is recorded already
 * @param rejected rows that were rejected, each for its own reason
 * @param size the file's length in bytes
 * @param sha256 the digest of its bytes, in hexadecimal digits
 * @param actor who sent it
 * @param startedAt when its first row was read; null before
 * @param finishedAt when it was completed or refused; null before
 * @param error why it is refused or interrupted; null when it is not
 */
public record ImportAnswer(
    String importId,
    String kind,
    boolean dryRun,
    @Nullable String profile,
    @Nullable String profileVersion,
    ImportState state,
    long rows,
    long rowsRead,
    long accepted,
    long unchanged,
    long rejected,
    long size,
    String sha256,
    String actor,
    Instant receivedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String error) {

  static ImportAnswer of(Import found) {
    Upload upload = found.upload();
    Progress progress = found.progress();
    ImportProfiles.Used used = upload.how().profile();
    return new ImportAnswer(
        upload.id(),
        upload.kind().pathName(),
        upload.how().onlyTried(),
        used == null ? null : used.name(),
        used == null ? null : used.profile().version(),
        found.state(),
        upload.rows(),
        progress.rowsRead(),
        progress.accepted(),
        progress.unchanged(),
        progress.rejected(),
        upload.size(),
        upload.sha256(),
        upload.actor(),
        upload.receivedAt(),
        found.startedAt(),
        found.finishedAt(),
        found.error());
  }
}
