package dev.quotaledger.query.processing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How read models follow the events.
 *
 * @param batchSize the most events that a read model takes at a time, 1 to 5000.
 * @param consistencyWait how long a read with a Consistency-Token waits for the write before it
 *     answers 503; more than nothing.
 * @param retiredFor how long the collections of a generation stay after another has taken its
 *     place, for requests that still read them; zero is allowed.
 */
@Validated
@ConfigurationProperties("quotaledger.query")
record ProcessingProperties(
    @DefaultValue("500") @Min(1) @Max(5_000) int batchSize,
    @DefaultValue("5s") @NotNull @DurationMin(nanos = 1) Duration consistencyWait,
    @DefaultValue("60s") @NotNull @DurationMin Duration retiredFor) {}
