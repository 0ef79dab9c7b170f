package dev.quotaledger.runtime.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class HttpPropertiesTest {

  @EnableConfigurationProperties(HttpProperties.class)
  static class Application {}

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner().withUserConfiguration(Application.class);

  @Test
  void haveDefaultsAndTakeTheirBounds() {
    runner.run(context -> assertThat(context).hasNotFailed());
    runner
        .withPropertyValues(
            "quotaledger.http.max-body-size=64MB",
            "quotaledger.http.max-header-size=64KB",
            "quotaledger.http.max-page-size=7",
            "quotaledger.http.default-page-size=7")
        .run(context -> assertThat(context).hasNotFailed());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max-body-size=0",
        "max-body-size=-1MB",
        "max-body-size=65MB",
        "max-import-size=0B",
        "max-backtest-size=257MB",
        "max-header-size=0",
        "max-header-size=65KB",
        "max-page-size=0",
        "default-page-size=1001"
      })
  void outOfBoundsAreRefusedByName(String setting) {
    String property = "quotaledger.http." + setting.substring(0, setting.indexOf('='));

    runner
        .withPropertyValues("quotaledger.http." + setting)
        .run(context -> assertThat(context)
            .getFailure()
            .rootCause()
            .satisfies(failure -> assertThat(camelCased(String.valueOf(failure.getMessage())))
                .contains(camelCased(property))));
  }

  private static String camelCased(String text) {
    return text.replace("-", "").toLowerCase(Locale.ROOT);
  }
}
