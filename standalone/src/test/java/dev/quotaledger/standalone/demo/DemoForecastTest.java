package dev.quotaledger.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.quotaledger.query.forecast.series.Accuracy;
import dev.quotaledger.query.forecast.series.Baseline;
import dev.quotaledger.query.forecast.series.SeriesForecaster;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The months of the demo data's orders, of the company, its territories and its reps, up to January
 * 2014: what is behind has gaps of the sample's own. Of less than three years, the last six months
 * are forecast from the others.
 */
class DemoForecastTest {

  private static final YearMonth FIRST = YearMonth.of(2011, 5);
  private static final int MONTHS = 33;
  private static final int YEAR = 12;
  private static final int HORIZON = 6;

  private final List<double[]> series = series();

  private static List<double[]> series() {
    Map<String, double[]> byName = new TreeMap<>();
    for (NamedCsvRecord deal : deals()) {
      YearMonth month = YearMonth.parse(deal.getField("closedOn").substring(0, 7));
      int place = (int) FIRST.until(month, ChronoUnit.MONTHS);
      if (place < MONTHS) {
        double amount = Double.parseDouble(deal.getField("amount"));
        Stream.of("all", "t" + deal.getField("territoryId"), "r" + deal.getField("repId"))
            .forEach(
                name -> byName.computeIfAbsent(name, _ -> new double[MONTHS])[place] += amount);
      }
    }
    return byName.values().stream()
        .map(DemoForecastTest::fromTheFirstOrder)
        .filter(values -> values.length >= YEAR + HORIZON + 2)
        .toList();
  }

  private static double[] fromTheFirstOrder(double[] values) {
    int first = 0;
    while (values[first] == 0) {
      first++;
    }
    return Arrays.copyOfRange(values, first, values.length);
  }

  private static List<NamedCsvRecord> deals() {
    try (InputStream file =
            Objects.requireNonNull(DemoForecastTest.class.getResourceAsStream("/demo/deals.csv"));
        CsvReader<NamedCsvRecord> rows = CsvReader.builder()
            .ofNamedCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return rows.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Errors(double smape, double mase) {}

  private Errors errors(Function<double[], double[]> forecasting) {
    double smape = 0;
    double mase = 0;
    for (double[] values : series) {
      double[] history = Arrays.copyOf(values, values.length - HORIZON);
      double[] actual = Arrays.copyOfRange(values, history.length, values.length);
      double[] forecast = forecasting.apply(history);
      smape += Accuracy.smape(actual, forecast) / series.size();
      mase += Accuracy.mase(history, YEAR, actual, forecast).orElseThrow() / series.size();
    }
    return new Errors(smape, mase);
  }

  @Test
  void forecastsOfTheDemoAreBetterThanEveryBaseline() {
    assertThat(series).hasSizeGreaterThan(20);
    Errors ours =
        errors(history -> SeriesForecaster.forecast(history, YEAR, HORIZON).means());

    for (Baseline baseline : Baseline.values()) {
      Errors theirs = errors(history -> baseline.forecast(history, YEAR, HORIZON));
      assertThat(ours.smape()).as("sMAPE beside %s", baseline).isLessThan(theirs.smape());
      assertThat(ours.mase()).as("MASE beside %s", baseline).isLessThan(theirs.mase());
    }
  }
}
