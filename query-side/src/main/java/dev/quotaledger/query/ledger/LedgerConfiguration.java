package dev.quotaledger.query.ledger;

import com.mongodb.client.MongoDatabase;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.runtime.QuotaledgerProperties;
import dev.quotaledger.runtime.readstore.ReadStore;
import dev.quotaledger.runtime.readstore.Tokens;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ledger with what writes and signs it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerProperties.class)
class LedgerConfiguration {

  private static final String KEYS = "ledger-keys";

  @Bean
  LedgerSource ledgerSource(LedgerProperties properties) {
    return new LedgerSource(properties.source());
  }

  @Bean
  LedgerDocuments ledgerDocuments(MongoDatabase database) {
    return new LedgerDocuments(database);
  }

  @Bean
  Ledger ledger(LedgerDocuments documents, ReadStore store, MeterRegistry meters) {
    Ledger ledger = new Ledger(documents, store);
    Gauge.builder("quotaledger.ledger.size", ledger::size)
        .description("Entries of the ledger")
        .register(meters);
    return ledger;
  }

  @Bean
  LedgerWriter ledgerWriter(
      LedgerDocuments documents,
      Ledger ledger,
      EventStore events,
      @Qualifier("eventSerializer") Serializer serializer,
      LedgerProperties properties) {
    return new LedgerWriter(documents, ledger, events, serializer, properties.source());
  }

  @Bean
  LedgerProcessor ledgerProcessor(
      Ledger ledger,
      LedgerWriter writer,
      EventStore events,
      Tokens tokens,
      LedgerProperties properties,
      ObjectProvider<CheckpointTimer> checkpoints) {
    writer.requireSameSource();
    return new LedgerProcessor(
        ledger,
        batch -> {
          writer.add(batch);
          if (batch.stream()
              .anyMatch(each -> each.message().getPayload() instanceof PeriodClosed)) {
            checkpoints.getObject().signSoon();
          }
        },
        events,
        tokens,
        properties.poll());
  }

  @Bean
  Checkpoints checkpoints(
      MongoDatabase database,
      ReadStore store,
      Ledger ledger,
      LedgerDocuments documents,
      LedgerProperties properties,
      QuotaledgerProperties shared,
      Clock clock) {
    Path keys = properties.keyFile() == null
        ? shared.dataPath().resolve(KEYS)
        : Path.of(properties.keyFile());
    return new Checkpoints(
        database,
        store,
        ledger,
        documents,
        SigningKeys.in(keys, properties.origin()),
        properties.origin(),
        directory(properties),
        clock);
  }

  private static @Nullable CheckpointDirectory directory(LedgerProperties properties) {
    String directory = properties.checkpointDirectory();
    return directory == null ? null : new CheckpointDirectory(Path.of(directory));
  }

  @Bean
  CheckpointTimer checkpointTimer(
      Checkpoints checkpoints,
      MongoDatabase database,
      LedgerProcessor processor,
      LedgerProperties properties) {
    String url = properties.checkpointUrl();
    return new CheckpointTimer(
        checkpoints,
        new HandedOn(database),
        processor::isWriting,
        properties.checkpointEvery(),
        directory(properties),
        url == null ? null : new CheckpointReceiver(URI.create(url)));
  }

  @Bean
  LedgerHealth ledgerHealthIndicator(
      Ledger ledger, LedgerWriter writer, CheckpointTimer checkpoints) {
    return new LedgerHealth(ledger, writer, checkpoints);
  }
}
