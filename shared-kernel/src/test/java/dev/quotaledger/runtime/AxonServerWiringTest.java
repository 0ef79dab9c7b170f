package dev.quotaledger.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AxonServerWiringTest {

  @Test
  void usesAxonServerAsAnEventStoreOnlyAndNoDatabase() {
    new ApplicationContextRunner()
        .withUserConfiguration(TestRuntime.Application.class)
        .withPropertyValues(
            "quotaledger.event-store=axonserver",
            "quotaledger.axon-server.servers=127.0.0.1:1",
            "quotaledger.axon-server.token=secret")
        .run(context -> {
          assertThat(context).hasNotFailed().hasSingleBean(AxonServerEventStore.class);
          assertThat(context).doesNotHaveBean(DataSource.class);
          assertThat(context.getBean(CommandBus.class)).isInstanceOf(SimpleCommandBus.class);
          assertThat(context.getBean(EventStoreProperties.class).toString())
              .doesNotContain("secret");
          assertThat(context.getBean(AxonServerHealth.class).health().getStatus())
              .isEqualTo(Status.DOWN);
        });
  }
}
