package dev.quotaledger.query.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quotaledger.api.DomainEvent;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaPlanEvent.PlanPublished;
import dev.quotaledger.proof.Frontier;
import dev.quotaledger.proof.Hash;
import dev.quotaledger.proof.MerkleTree;
import dev.quotaledger.published.PublishedEvent;
import dev.quotaledger.query.ledger.LedgerDocuments.IndexTaken;
import dev.quotaledger.query.ledger.LedgerWriter.Delivered;
import dev.quotaledger.runtime.Serializers;
import dev.quotaledger.runtime.StartupRefused;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/**
 * Whatever crashes, comes again, comes late or is written by two at once: the ledger has every event once,
 * under indexes without a gap, and no byte of it ever changes.
 */
class LedgerWriterTest {

  private static final String SOURCE = "https://quotaledger.example";

  @TempDir
  Path directory;

  private EmbeddedReadStore store;
  private LedgerDocuments documents;
  private Ledger ledger;
  private EventStore events;
  private final List<DomainEventMessage<?>> published = new ArrayList<>();

  @BeforeEach
  void open() {
    store = EmbeddedReadStore.open(directory, DataSize.ofMegabytes(16));
    documents = new LedgerDocuments(store.database());
    ledger = new Ledger(documents, store);
    events = EmbeddedEventStore.builder()
        .storageEngine(new InMemoryEventStorageEngine())
        .build();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void eachEventGetsTheNextIndexAndTheBytesThatItIsPublishedAs() {
    writer().add(publish(3));
    List<LedgerEntry> entries = all();
    assertThat(entries).extracting(LedgerEntry::index).containsExactly(0L, 1L, 2L);
    PublishedEvent second = PublishedEvent.read(entries.get(1).bytes());
    assertThat(second.event()).isEqualTo(published.get(1).getPayload());
    assertThat(second.eventId()).isEqualTo(published.get(1).getIdentifier());
    assertThat(second.index()).isEqualTo(1);
    assertThat(second.source()).isEqualTo(SOURCE);
    assertThat(second.recordedAt()).isEqualTo(published.get(1).getTimestamp());
    assertThat(new String(entries.get(1).bytes(), StandardCharsets.UTF_8))
        .contains("\"sequence\":\"00000000000000000001\"")
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void crashesRedeliveryLateCommitsAndASecondWriterLeaveNoGapAndNoDouble(int seed) {
    Random random = new Random(seed);
    List<Delivered> stream = withLateCommits(publish(300), random);
    LedgerWriter[] writers = {writer(), writer()};
    int done = 0;
    while (done < stream.size()) {
      int from = Math.max(0, done - random.nextInt(20)); // what comes again
      int until = Math.min(stream.size(), done + 1 + random.nextInt(40));
      List<Delivered> batch = stream.subList(from, until);
      int writer = random.nextInt(writers.length);
      switch (random.nextInt(4)) {
        case 0 -> { // a part is written, and then the process is gone
          add(writers[writer], batch.subList(0, random.nextInt(batch.size() + 1)));
          writers[writer] = writer();
        }
        case 1 -> { // the other one, whose claim was stolen, still writes a part of it
          add(writers[1 - writer], batch.subList(0, random.nextInt(batch.size() + 1)));
          addAgainAndAgain(writers[writer], batch);
          done = until;
        }
        default -> {
          addAgainAndAgain(writers[writer], batch);
          done = until;
        }
      }
    }
    assertThat(all())
        .as("the order of delivery, seed %d", seed)
        .extracting(LedgerEntry::eventId)
        .containsExactlyElementsOf(stream.stream()
            .map(delivered -> delivered.message().getIdentifier())
            .toList());
    assertThat(all()).extracting(LedgerEntry::index).isSorted().doesNotHaveDuplicates();
    assertThat(ledger.size()).isEqualTo(stream.size());
    assertThat(new MerkleTree(new StoredNodes(documents)).root(ledger.size()))
        .isEqualTo(rootOf(all()));
  }

  @Test
  void anEventThatWasCommittedLateIsAddedBehindThoseThatWereDeliveredBefore() {
    List<Delivered> stream = publish(3);
    DomainEventMessage<?> late = stream.get(1).message();
    LedgerWriter writer = writer();
    writer.add(List.of(stream.get(0), stream.get(2)));
    writer.add(List.of(new Delivered(late, stream.get(2).position())));
    writer().add(List.of(new Delivered(late, stream.get(2).position())));
    assertThat(all())
        .extracting(LedgerEntry::eventId)
        .containsExactly(
            stream.get(0).message().getIdentifier(),
            stream.get(2).message().getIdentifier(),
            late.getIdentifier());
  }

  @Test
  void aWriterThatFindsItsIndexUsedStopsAndSaysSo() {
    List<Delivered> stream = publish(4);
    LedgerWriter writer = writer();
    writer.add(stream.subList(0, 2));
    store
        .database()
        .getCollection("ledger")
        .insertOne(new Document("_id", 3L).append("eventId", "of somebody else"));
    assertThatThrownBy(() -> writer.add(stream.subList(2, 4)))
        .isInstanceOf(IndexTaken.class)
        .hasMessageContaining("Index 3 of the ledger");
    assertThat(writer.stopped()).contains("Index 3");
    assertThat(ledger.size()).isEqualTo(2);
  }

  @Test
  void aLedgerThatIsAheadOfTheEventStoreTakesNothingMore() {
    writer().add(publish(2));
    events = EmbeddedEventStore.builder()
        .storageEngine(new InMemoryEventStorageEngine())
        .build();
    LedgerWriter restored = writer();
    assertThatThrownBy(() -> restored.add(publish(3)))
        .hasMessageContaining("which the event store does not have")
        .hasMessageContaining("both must be of one backup");
    assertThat(restored.stopped()).isNotNull();
    assertThat(all()).hasSize(2);
  }

  @Test
  void aLedgerGoesOnUnderNoOtherAddress() {
    writer().add(publish(1));
    LedgerWriter other =
        new LedgerWriter(documents, ledger, events, Serializers.events(), "https://other.example");
    assertThatThrownBy(other::requireSameSource)
        .isInstanceOf(StartupRefused.class)
        .hasMessageContaining("https://other.example");
  }

  private LedgerWriter writer() {
    return new LedgerWriter(documents, ledger, events, Serializers.events(), SOURCE);
  }

  private static void add(LedgerWriter writer, List<Delivered> batch) {
    try {
      writer.add(batch);
    } catch (IndexTaken _) {
      // The batch comes again.
    }
  }

  private static void addAgainAndAgain(LedgerWriter writer, List<Delivered> batch) {
    for (int attempt = 0; attempt < 3; attempt++) {
      try {
        writer.add(batch);
        return;
      } catch (IndexTaken _) {
        // The batch comes again.
      }
    }
    writer.add(batch);
  }

  private List<Delivered> publish(int count) {
    List<Delivered> delivered = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      DomainEvent event =
          new PlanPublished(new PlanId("plan" + published.size()), LocalDate.of(2026, 1, 1));
      DomainEventMessage<DomainEvent> message =
          new GenericDomainEventMessage<>("QuotaPlan", "plan-plan" + published.size(), 0, event);
      events.publish(message);
      delivered.add(new Delivered(message, published.size()));
      published.add(message);
    }
    return delivered;
  }

  /** Some events come behind later ones, with the position that was reached by then. */
  private static List<Delivered> withLateCommits(List<Delivered> stream, Random random) {
    List<Delivered> order = new ArrayList<>(stream);
    for (int i = 0; i + 5 < order.size(); i += 7) {
      Collections.rotate(order.subList(i, i + 2 + random.nextInt(4)), -1);
    }
    List<Delivered> delivered = new ArrayList<>();
    long position = -1;
    for (Delivered each : order) {
      position = Math.max(position, each.position());
      delivered.add(new Delivered(each.message(), position));
    }
    return delivered;
  }

  private List<LedgerEntry> all() {
    ledger.refresh();
    return documents.read(0, Long.MAX_VALUE, EntryFilter.ALL, 0);
  }

  private static Hash rootOf(List<LedgerEntry> entries) {
    Frontier frontier = Frontier.EMPTY;
    for (LedgerEntry entry : entries) {
      frontier = frontier.append(Hash.ofLeaf(entry.bytes()));
    }
    return frontier.root();
  }
}
