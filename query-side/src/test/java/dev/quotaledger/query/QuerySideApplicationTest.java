package dev.quotaledger.query;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quotaledger.runtime.StartupRefused;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuerySideApplicationTest {

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "axonserver"})
  void refusesAReadStoreThatTheOtherSideCannotShare(String eventStore) {
    String[] settings = {
      "--quotaledger.event-store=" + eventStore,
      "--spring.main.allow-bean-definition-overriding=true" // the beans of other tests are found
      // too
    };

    assertThatThrownBy(() -> QuerySideApplication.main(settings))
        .isInstanceOf(StartupRefused.class)
        .hasMessageContaining("quotaledger.read-store=embedded");
  }
}
