package dev.quotaledger.query;

import dev.quotaledger.runtime.people.PeopleConfiguration;
import dev.quotaledger.runtime.readstore.DeadLetters;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import dev.quotaledger.runtime.web.WebConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.serialization.json.JacksonSerializer;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/** The reads of the query side on a real store, with a {@link Ledger} in place of an event store. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
    exclude = {
      DataSourceAutoConfiguration.class,
      DataSourceTransactionManagerAutoConfiguration.class,
      FlywayAutoConfiguration.class
    })
@ComponentScan(
    value = {
      "dev.quotaledger.query.alerts",
      "dev.quotaledger.query.attainment",
      "dev.quotaledger.query.audit",
      "dev.quotaledger.query.reference",
      "dev.quotaledger.query.deadletters",
      "dev.quotaledger.query.forecast",
      "dev.quotaledger.query.history",
      "dev.quotaledger.query.metrics",
      "dev.quotaledger.query.pipeline",
      "dev.quotaledger.query.quality",
      "dev.quotaledger.query.report",
      "dev.quotaledger.query.standing",
      "dev.quotaledger.query.timeline"
    },
    excludeFilters =
        @ComponentScan.Filter(
            type = FilterType.REGEX,
            pattern = ".*\\.alerts\\.AlertConfiguration")) // which appends to the event store
@Import({WebConfiguration.class, PeopleConfiguration.class})
public class ReadsApplication {

  @Bean
  Data data() throws IOException {
    return new Data(Files.createTempDirectory("reads"));
  }

  @Bean
  EmbeddedReadStore readStore(Data data) {
    return EmbeddedReadStore.open(data.directory(), DataSize.ofMegabytes(16));
  }

  @Bean
  DeadLetters deadLetters(EmbeddedReadStore store) {
    return new DeadLetters(store, JacksonSerializer.defaultSerializer());
  }

  @Bean
  Ledger ledger(EmbeddedReadStore store, List<ReadModel> models) {
    return new Ledger(store.database(), models);
  }

  /** Axon's own, on what the ledger has. */
  @Bean(destroyMethod = "shutDown")
  EmbeddedEventStore eventStore(Ledger ledger) {
    return EmbeddedEventStore.builder()
        .storageEngine(new LedgerEvents(ledger))
        .optimizeEventConsumption(false) // what it keeps in memory, the ledger may have forgotten
        .build();
  }

  @Bean
  SecurityFilterChain everybodyMayRead(HttpSecurity http) {
    return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(AbstractHttpConfigurer::disable)
        .build();
  }

  /** A directory that is deleted when the store in it is closed. */
  record Data(Path directory) implements AutoCloseable {

    @Override
    public void close() throws IOException {
      FileSystemUtils.deleteRecursively(directory);
    }
  }
}
