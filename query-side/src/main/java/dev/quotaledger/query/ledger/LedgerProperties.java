package dev.quotaledger.query.ledger;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The ledger's settings.
 *
 * @param source the absolute address under which clients reach this deployment, without a slash at its
 *     end. It stands in every published event and, without its scheme, names the ledger in checkpoints; so it
 *     never changes once there are events.
 * @param poll how often an instance looks for entries that another one has written; at least 50 milliseconds
 * @param checkpointEvery how often a checkpoint is signed where there are new entries; at least 1 second
 * @param keyFile the file with the keys that sign checkpoints; made at the first start. Null for {@code
 *     ledger-keys} in the data directory. All instances need the same one.
 * @param checkpointDirectory a directory into which each checkpoint is written as a file; null for none
 * @param checkpointUrl an address to which each checkpoint is posted; null for none
 */
@Validated
@ConfigurationProperties("quotaledger.ledger")
record LedgerProperties(
    @DefaultValue("http://localhost:8080")
    @NotNull
    @Pattern(
        regexp = "https?://[^\\s/?#]+(/[^\\s/?#]+)*",
        message = "must be an absolute http(s) address without a slash at its end")
    String source,

    @DefaultValue("250ms") @NotNull @DurationMin(millis = 50)
    Duration poll,

    @DefaultValue("60s") @NotNull @DurationMin(seconds = 1) Duration checkpointEvery,
    @Nullable String keyFile,
    @Nullable String checkpointDirectory,
    @Nullable String checkpointUrl) {

  /** What names the ledger in its checkpoints. */
  String origin() {
    return source.substring(source.indexOf("//") + 2);
  }
}
