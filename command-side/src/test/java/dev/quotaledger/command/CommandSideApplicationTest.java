package dev.quotaledger.command;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quotaledger.runtime.StartupRefused;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandSideApplicationTest {

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "axonserver"})
  void refusesAReadStoreThatTheOtherSideCannotShare(String eventStore) {
    String[] settings = {"--quotaledger.event-store=" + eventStore};

    assertThatThrownBy(() -> CommandSideApplication.main(settings))
        .isInstanceOf(StartupRefused.class)
        .hasMessageContaining("quotaledger.read-store=embedded");
  }
}
