package dev.quotaledger.command;

import dev.quotaledger.runtime.RuntimeConfiguration;
import dev.quotaledger.runtime.audit.AuditConfiguration;
import dev.quotaledger.runtime.audit.RefusedAttempts;
import dev.quotaledger.runtime.people.PeopleConfiguration;
import dev.quotaledger.runtime.readstore.ReadStoreConfiguration;
import dev.quotaledger.runtime.security.SecurityConfiguration;
import dev.quotaledger.runtime.web.WebConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;

/**
 * The command side: its aggregates, reactions and HTTP resources, on the event store. Beans
 * that are found are named by their whole class names, since both sides may have a class of one name.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@Import({
  RuntimeConfiguration.class,
  WebConfiguration.class,
  SecurityConfiguration.class,
  ReadStoreConfiguration.class,
  PeopleConfiguration.class,
  AuditConfiguration.class
})
public class CommandSideConfiguration {

  @Bean
  Commands commands(
      CommandGateway gateway,
      CommandBus bus,
      EventStore eventStore,
      TransactionManager transactions,
      MeterRegistry meters,
      RefusedAttempts attempts,
      Serializer serializer,
      Clock clock) {
    return new Commands(
        gateway,
        bus,
        eventStore,
        transactions,
        meters,
        new RefusedCommands(attempts, serializer, clock));
  }
}
