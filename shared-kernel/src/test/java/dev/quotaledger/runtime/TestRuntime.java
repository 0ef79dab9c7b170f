package dev.quotaledger.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** An application of nothing but the runtime and one aggregate, on the store that a test chooses. */
final class TestRuntime implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private TestRuntime(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static TestRuntime embedded(Path dataDir, String... more) {
    return start(more, "quotaledger.event-store=embedded", "quotaledger.data-dir=" + dataDir);
  }

  static TestRuntime postgres(String url, String... more) {
    return start(more, "quotaledger.event-store=postgres", "spring.datasource.url=" + url);
  }

  static TestRuntime axonServer(String servers, String... more) {
    return start(
        more, "quotaledger.event-store=axonserver", "quotaledger.axon-server.servers=" + servers);
  }

  private static TestRuntime start(String[] more, String... store) {
    return start(Application.class, more, store);
  }

  static TestRuntime start(Class<?> application, String[] more, String... store) {
    List<String> arguments = new ArrayList<>();
    for (String property : store) {
      arguments.add("--" + property);
    }
    Arrays.stream(more).map("--"::concat).forEach(arguments::add);
    return new TestRuntime(new SpringApplicationBuilder(application)
        .web(WebApplicationType.NONE)
        .bannerMode(Banner.Mode.OFF)
        .properties("logging.level.root=WARN")
        .run(arguments.toArray(String[]::new)));
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  int write(String ledgerId, String text) {
    return commands().<Integer>sendAndWait(new TestLedger.Write(ledgerId, text));
  }

  CommandGateway commands() {
    return bean(CommandGateway.class);
  }

  EventStore events() {
    return bean(EventStore.class);
  }

  List<TestLedger.Written> written(String ledgerId) {
    return events()
        .readEvents(ledgerId, 0)
        .asStream()
        .map(event -> (TestLedger.Written) event.getPayload())
        .toList();
  }

  @Override
  public void close() {
    context.close();
  }

  @Configuration(proxyBeanMethods = false)
  @Import(RuntimeConfiguration.class)
  static class Application {

    static final int EVENTS_PER_SNAPSHOT = 5;

    @Bean
    AxonPart testLedger() {
      return axon ->
          axon.configureAggregate(CachedAggregates.of(TestLedger.class, 10, EVENTS_PER_SNAPSHOT));
    }
  }
}
