package dev.quotaledger.command;

import dev.quotaledger.api.DomainCommand;
import dev.quotaledger.api.QuotaPlanCommand.ApprovePlan;
import dev.quotaledger.api.Refused;
import dev.quotaledger.runtime.RuntimeConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** The command side without its HTTP resources: every aggregate, on an embedded store. */
public final class TestCommandSide implements AutoCloseable {

  private static final Sender SENDER = Sender.of("ann", "request-1", "test");

  private final ConfigurableApplicationContext context;

  private TestCommandSide(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts it on the store in the directory. */
  public static TestCommandSide in(Path dataDir) {
    return new TestCommandSide(new SpringApplicationBuilder(Wiring.class)
        .web(WebApplicationType.NONE)
        .bannerMode(Banner.Mode.OFF)
        .properties("logging.level.root=WARN")
        .run("--quotaledger.event-store=embedded", "--quotaledger.data-dir=" + dataDir));
  }

  /** One of its parts. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** What became of the command, which has to be taken. */
  public Outcome.Decided send(DomainCommand command) {
    return bean(Commands.class).send(command, SENDER);
  }

  /** What became of the command, which has to be taken, under an idempotency key of its own. */
  public Outcome.Decided sendOnce(DomainCommand command) {
    return bean(Commands.class).send(command, once(command));
  }

  /** What became of the command, under the idempotency key of {@link #sendOnce}. */
  public Outcome repeat(DomainCommand command) {
    return outcome(command, once(command));
  }

  /** What became of the command, taken or not. */
  public Outcome ask(DomainCommand command) {
    return outcome(command, SENDER);
  }

  private Outcome outcome(DomainCommand command, Sender sender) {
    try {
      return bean(Commands.class).send(command, sender);
    } catch (Refused e) {
      return new Outcome.Declined(e.refusal());
    }
  }

  /** Somebody else approves what one person submits. */
  private static Sender once(DomainCommand command) {
    String text = command.toString();
    String actor = command instanceof ApprovePlan ? "boss" : "ann";
    return new Sender(
        actor, null, null, "request-1", "test", new Sender.Idempotency(text, text), null);
  }

  /** What became of the commands, in one transaction. */
  public List<Outcome> sendAll(DomainCommand... commands) {
    return sendAll(List.of(commands));
  }

  /** What became of the commands, in one transaction. */
  public List<Outcome> sendAll(List<? extends DomainCommand> commands) {
    return bean(Commands.class).sendAll(commands, SENDER);
  }

  /** The aggregate's events in order. */
  public List<? extends DomainEventMessage<?>> stored(Object aggregateId) {
    return bean(EventStore.class)
        .readEvents(aggregateId.toString(), 0)
        .asStream()
        .toList();
  }

  @Override
  public void close() {
    context.close();
  }

  /** No configuration that a scan finds: it is for tests alone. */
  @Import({RuntimeConfiguration.class, ReferencesConfiguration.class})
  @ComponentScan(
      useDefaultFilters = false,
      includeFilters =
          @ComponentScan.Filter(
              type = FilterType.REGEX,
              pattern =
                  ".*\\.(Alert|Calendar|Deal|ForecastCall|Lead|Organization|QuotaPlan|Spend|Territory)Configuration"))
  static class Wiring {

    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }

    @Bean
    Commands commands(
        CommandGateway gateway,
        CommandBus bus,
        EventStore eventStore,
        TransactionManager transactions,
        MeterRegistry meters) {
      return new Commands(gateway, bus, eventStore, transactions, meters, (_, _) -> {});
    }
  }
}
