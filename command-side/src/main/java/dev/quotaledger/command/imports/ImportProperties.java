package dev.quotaledger.command.imports;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How imports run.
 *
 * @param directory where files are kept until their last row is decided, and the rejected rows after
 *     that; the folder imports of the data directory when absent. Instances that share it take over
 *     each other's imports.
 * @param concurrent how many imports run at the same time, 1 to 16; the others wait in the order in
 *     which they came.
 * @param maxWaiting how many imports may run and wait, 1 to 10000; more are refused.
 * @param batchRows how many rows are decided in one transaction, 1 to 1000.
 * @param keepRejections how long the rejected rows of a file can be fetched, at least a second; they
 *     may hold names of people.
 * @param profiles how exports of other systems are read, by name. One that is called as one that
 *     comes with the program takes its place.
 */
@Validated
@ConfigurationProperties("quotaledger.imports")
record ImportProperties(
    @Nullable String directory,
    @DefaultValue("2") @Min(1) @Max(16) int concurrent,
    @DefaultValue("100") @Min(1) @Max(10_000) int maxWaiting,
    @DefaultValue("1000") @Min(1) @Max(1_000) int batchRows,
    @DefaultValue("30d") @NotNull @DurationMin(seconds = 1) Duration keepRejections,
    @DefaultValue Map<String, ImportProfile> profiles) {

  Path directoryIn(Path dataDirectory) {
    return directory == null || directory.isBlank()
        ? dataDirectory.resolve("imports")
        : Path.of(directory).toAbsolutePath().normalize();
  }
}
