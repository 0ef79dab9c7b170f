package dev.quotaledger.runtime.web;

import dev.quotaledger.runtime.SizeBetween;
import jakarta.validation.constraints.AssertTrue;
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
 * @param maxBodySize the largest request body, 1 KB to 64 MB, since it is read into memory; imports and backtests
 *     have limits of their own.
 * @param maxImportSize the largest file that an import takes, at least 1 KB.
 * @param maxBacktestSize the largest file of series that a backtest of forecasts takes, 1 KB to 256 MB, since its numbers
 *     are kept in memory.
 * @param maxUrlLength the longest path and query together, in characters.
 * @param maxHeaderSize the most that the names and values of all request headers may take together, 1 KB to 64
 *     KB.
 * @param maxPageSize the most items that one page of a list holds, 1 to 10000.
 * @param defaultPageSize how many items a page holds when the request does not say, 1 to maxPageSize.
 */
@Validated
@ConfigurationProperties("quotaledger.http")
public record HttpProperties(
    @DefaultValue("1MB") @NotNull @SizeBetween(min = "1KB", max = "64MB")
    DataSize maxBodySize,

    @DefaultValue("2GB") @NotNull @SizeBetween(min = "1KB", max = "1000TB")
    DataSize maxImportSize,

    @DefaultValue("16MB") @NotNull @SizeBetween(min = "1KB", max = "256MB")
    DataSize maxBacktestSize,

    @DefaultValue("8192") @Min(256) @Max(32768) int maxUrlLength,

    @DefaultValue("16KB") @NotNull @SizeBetween(min = "1KB", max = "64KB")
    DataSize maxHeaderSize,

    @DefaultValue("1000") @Min(1) @Max(10_000) int maxPageSize,
    @DefaultValue("100") @Min(1) @Max(10_000) int defaultPageSize) {

  /** Checks the one against the other. */
  @AssertTrue(
      message = "quotaledger.http.default-page-size must not exceed quotaledger.http.max-page-size")
  public boolean isDefaultPageSizePossible() {
    return defaultPageSize <= maxPageSize;
  }
}
