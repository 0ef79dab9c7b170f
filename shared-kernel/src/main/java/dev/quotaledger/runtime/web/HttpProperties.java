package dev.quotaledger.runtime.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits on what a client can send or ask for.
 *
 * @param maxBodySize the largest request body; imports have a limit of their own.
 * @param maxImportSize the largest file that an import takes.
 * @param maxUrlLength the longest path and query together, in characters.
 * @param maxHeaderSize the most that the names and values of all request headers may take together.
 * @param maxPageSize the most items that one page of a list holds, 1 to 10000.
 * @param defaultPageSize how many items a page holds when the request does not say, 1 to 10000.
 */
@Validated
@ConfigurationProperties("quotaledger.http")
public record HttpProperties(
    @DefaultValue("1MB") @NotNull DataSize maxBodySize,
    @DefaultValue("2GB") @NotNull DataSize maxImportSize,
    @DefaultValue("8192") @Min(256) @Max(32768) int maxUrlLength,
    @DefaultValue("16KB") @NotNull DataSize maxHeaderSize,
    @DefaultValue("1000") @Min(1) @Max(10_000) int maxPageSize,
    @DefaultValue("100") @Min(1) @Max(10_000) int defaultPageSize) {}
