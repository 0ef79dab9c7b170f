package dev.quotaledger.query.processing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** A setting that would stop reads or drop what is still read keeps the program from starting. */
class ProcessingPropertiesTest {

  private final ApplicationContextRunner runner = new ApplicationContextRunner()
      .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
      .withUserConfiguration(Wiring.class);

  @ParameterizedTest
  @CsvSource({
    "consistency-wait, 0s, consistencyWait",
    "consistency-wait, -1s, consistencyWait",
    "retired-for, -1ms, retiredFor",
    "batch-size, 0, batchSize",
  })
  void refusesToStartAndNamesTheSetting(String setting, String value, String named) {
    runner
        .withPropertyValues("quotaledger.query." + setting + "=" + value)
        .run(context -> assertThat(context)
            .getFailure()
            .rootCause()
            .hasMessageContaining("quotaledger.query")
            .hasMessageContaining(named));
  }

  @Test
  void takesTheSmallestThatMeanSomething() {
    runner
        .withPropertyValues(
            "quotaledger.query.consistency-wait=1ms", "quotaledger.query.retired-for=0s")
        .run(context -> assertThat(context).hasNotFailed());
  }

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(ProcessingProperties.class)
  static class Wiring {}
}
