package dev.quotaledger.runtime.readstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.runtime.StartupRefused;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SideContractTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner().withUserConfiguration(SideContract.class);

  @ParameterizedTest
  @CsvSource({
    "embedded, embedded, false",
    "embedded, mongodb, false",
    "postgres, mongodb, false",
    "axonserver, mongodb, false",
    "postgres, embedded, true",
    "axonserver, embedded, true"
  })
  void refusesSharedEventsWithAReadStoreOfItsOwn(String events, String documents, boolean refused) {
    runner
        .withPropertyValues(
            "quotaledger.event-store=" + events, "quotaledger.read-store=" + documents)
        .run(context -> {
          if (refused) {
            assertThat(context).getFailure().isInstanceOf(StartupRefused.class);
          } else {
            assertThat(context).hasNotFailed();
          }
        });
  }
}
