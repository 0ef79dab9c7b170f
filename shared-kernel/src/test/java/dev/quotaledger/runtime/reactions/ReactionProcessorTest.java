package dev.quotaledger.runtime.reactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quotaledger.runtime.readstore.DeadLetters;
import dev.quotaledger.runtime.readstore.DeadLetters.Letter;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** A reaction goes on whatever its handler throws. */
class ReactionProcessorTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir
  private Path directory;

  private final Serializer serializer = JacksonSerializer.defaultSerializer();
  private final EventStore events = EmbeddedEventStore.builder()
      .storageEngine(new InMemoryEventStorageEngine())
      .build();
  private final Noting noting = new Noting();
  private EmbeddedReadStore store;
  private DeadLetters letters;
  private ReactionProcessor reaction;

  @BeforeEach
  void start() {
    store = EmbeddedReadStore.open(directory, DataSize.ofMegabytes(16));
    letters = new DeadLetters(store, serializer);
    reaction = new ReactionProcessor(
        "noting", noting, events, store.tokens(serializer), letters, new SimpleMeterRegistry());
    reaction.start();
    await()
        .atMost(SOON)
        .until(() -> store.tokens(serializer).read("noting").stream()
            .anyMatch(stored -> stored.owner() != null));
  }

  @AfterEach
  void stop() {
    reaction.stop();
    store.close();
  }

  @Test
  void parksAnEventWhoseHandlerFailsWithAnErrorAndGoesOn() {
    noting.fatal.add("a");
    publish("a");
    publish("b");

    await().atMost(SOON).until(() -> noting.noted.contains("b"));
    assertThat(letters.all()).hasSize(1);
    Letter letter = letters.all().getFirst();
    assertThat(letter.aggregateId()).isEqualTo("a");
    assertThat(letter.cause()).contains("StackOverflowError");

    noting.fatal.clear();
    letters.retry(letter.id());
    await().atMost(SOON).until(() -> noting.noted.contains("a"));
    await().atMost(SOON).until(() -> letters.all().isEmpty());
  }

  private void publish(String aggregateId) {
    events.publish(new GenericDomainEventMessage<>("Thing", aggregateId, 0, aggregateId));
  }

  /** Notes which events it was given. */
  @DisallowReplay
  static final class Noting {

    private final Set<String> fatal = ConcurrentHashMap.newKeySet();
    private final Set<String> noted = ConcurrentHashMap.newKeySet();

    @EventHandler
    void on(String event) {
      if (fatal.contains(event)) {
        throw new StackOverflowError(event + " is too deep");
      }
      noted.add(event);
    }
  }
}
