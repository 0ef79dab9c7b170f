package dev.quotaledger.query.feed;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The feed's settings.
 *
 * @param maxSubscribers the most event streams that are open at a time, 1 to 100,000
 * @param heartbeat how long a stream says nothing before it says that it is still there; at least 100
 *     milliseconds
 */
@Validated
@ConfigurationProperties("quotaledger.feed")
record FeedProperties(
    @DefaultValue("1000") @Min(1) @Max(100_000) int maxSubscribers,
    @DefaultValue("15s") @NotNull @DurationMin(millis = 100) Duration heartbeat) {}
