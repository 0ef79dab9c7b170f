package dev.quotaledger.query.forecast;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.runtime.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Says how good forecasts of a company's own series would have been. */
@RestController
class BacktestController {

  private static final int LONGEST_SEASON = 53;
  private static final int FARTHEST_HORIZON = 60;
  private static final int MOST_ORIGINS = 12;
  private static final long MOST_WORK = 5_000_000;
  private static final int AT_A_TIME = 2;

  /** A backtest takes all cores. */
  private final Semaphore running = new Semaphore(AT_A_TIME);

  /**
   * Forecasts what is held back of each series of a CSV file.
   *
   * @param seasonLength how many values make a season, 1 for none
   * @param horizon how many values at the end of each series are held back
   * @param origins from how many origins each series is forecast, each one value before the other
   */
  @PostMapping(path = "/api/v1/forecasts/backtest", consumes = "text/csv")
  BacktestAnswer backtest(
      @RequestParam(defaultValue = "12") int seasonLength,
      @RequestParam(defaultValue = "18") int horizon,
      @RequestParam(defaultValue = "1") int origins,
      HttpServletRequest body)
      throws IOException {
    Backtest backtest = new Backtest(
        within("seasonLength", seasonLength, LONGEST_SEASON),
        within("horizon", horizon, FARTHEST_HORIZON),
        within("origins", origins, MOST_ORIGINS));
    if (!running.tryAcquire()) {
      throw busy();
    }
    try {
      List<ObservedSeries> series = BacktestFile.read(body.getInputStream());
      checkWork(series, origins);
      return backtest.of(series);
    } finally {
      running.release();
    }
  }

  private static int within(String name, int number, int most) {
    if (number < 1 || number > most) {
      throw new InvalidValue(name, "an integer from 1 to " + most, String.valueOf(number));
    }
    return number;
  }

  private static void checkWork(List<ObservedSeries> series, int origins) {
    long values = series.stream().mapToLong(ObservedSeries::points).sum();
    if (values * origins > MOST_WORK) {
      throw new InvalidValue(
          "origins",
          "at most 5,000,000 values in the file times origins",
          values + " values, " + origins + " origins");
    }
  }

  private static RuntimeException busy() {
    return Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "backtests-busy",
            "As many backtests as may run at a time are running; send it again.")
        .withHeader(HttpHeaders.RETRY_AFTER, "10")
        .asException();
  }
}
