package dev.quotaledger.runtime.audit;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of what is kept for auditors beside the events.
 *
 * @param keepRefused how long refused attempts are kept; at least one day
 */
@Validated
@ConfigurationProperties("quotaledger.audit")
record AuditProperties(
    @DefaultValue("730d") @NotNull @DurationMin(days = 1) Duration keepRefused) {}
