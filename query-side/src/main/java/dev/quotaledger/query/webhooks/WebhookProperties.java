package dev.quotaledger.query.webhooks;

import dev.quotaledger.runtime.SizeBetween;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of webhooks.
 *
 * @param allowHttp whether addresses may begin with {@code http:}, so that what is sent can be read on its way
 * @param allowPrivateAddresses whether addresses may lead to this machine, to private networks, or to anything
 *     else that is not the public internet
 * @param maxEndpoints the most webhooks that are registered at a time, 1 to 10,000
 * @param maxPending the most deliveries of one webhook that are begun and not done, 1 to 1,000,000; further
 *     entries of the ledger wait there
 * @param maxReplayed the most deliveries that one request may have sent again, 1 to 100,000
 * @param maxPayload the largest event that is sent, 1 KB to 64 MB; of a larger one the delivery fails at once
 *     and says where to fetch it
 * @param timeout how long an attempt may take from its beginning to the end of the answer, 100 milliseconds to
 *     2 minutes
 * @param concurrent the most attempts at a time, 1 to 10,000
 * @param concurrentPerEndpoint the most attempts at a time to one webhook, 1 to 1,000
 * @param poll how soon new entries, changed webhooks and due retries are noticed; at least 10 milliseconds
 * @param keepDelivered how long the log keeps a delivery that was taken; at least 1 minute
 * @param keepFailed how long the log keeps a delivery that was given up; at least 1 minute
 */
@Validated
@ConfigurationProperties("quotaledger.webhooks")
record WebhookProperties(
    @DefaultValue("false") boolean allowHttp,
    @DefaultValue("false") boolean allowPrivateAddresses,
    @DefaultValue("100") @Min(1) @Max(10_000) int maxEndpoints,
    @DefaultValue("10000") @Min(1) @Max(1_000_000) int maxPending,
    @DefaultValue("10000") @Min(1) @Max(100_000) int maxReplayed,

    @DefaultValue("1MB") @NotNull @SizeBetween(min = "1KB", max = "64MB")
    DataSize maxPayload,

    @DefaultValue("20s") @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 2)
    Duration timeout,

    @DefaultValue("64") @Min(1) @Max(10_000) int concurrent,
    @DefaultValue("8") @Min(1) @Max(1_000) int concurrentPerEndpoint,

    @DefaultValue("250ms") @NotNull @DurationMin(millis = 10)
    Duration poll,

    @DefaultValue("30d") @NotNull @DurationMin(minutes = 1) Duration keepDelivered,
    @DefaultValue("90d") @NotNull @DurationMin(minutes = 1) Duration keepFailed) {}
