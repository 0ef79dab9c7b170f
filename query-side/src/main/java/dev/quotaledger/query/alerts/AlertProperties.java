package dev.quotaledger.query.alerts;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How alerts come about.
 *
 * @param every how long after one look at the figures that rules watch the next one follows; at least
 *     100 milliseconds. Nothing is computed where nothing was processed since.
 */
@Validated
@ConfigurationProperties("quotaledger.alerts")
record AlertProperties(
    @DefaultValue("30s") @NotNull @DurationMin(millis = 100) Duration every) {}
