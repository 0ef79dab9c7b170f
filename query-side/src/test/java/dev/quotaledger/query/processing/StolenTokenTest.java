package dev.quotaledger.query.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaPlanEvent.PlanPublished;
import dev.quotaledger.query.Generation;
import dev.quotaledger.query.Projection;
import dev.quotaledger.query.ReadModel;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import dev.quotaledger.runtime.readstore.Tokens;
import dev.quotaledger.runtime.readstore.VersionedDocuments;
import dev.quotaledger.runtime.streams.StreamProcessor;
import dev.quotaledger.runtime.streams.WholeBatches;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.eventsourcing.tokenstore.MongoTokenStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Of two nodes that write the same events at the same time, neither loses nor repeats any. */
class StolenTokenTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int BATCH = 8;
  private static final List<String> PLANS = List.of("plan-a", "plan-b", "plan-c");

  @TempDir
  private Path directory;

  private final Serializer serializer = JacksonSerializer.defaultSerializer();
  private final EventStore events = EmbeddedEventStore.builder()
      .storageEngine(new InMemoryEventStorageEngine())
      .build();
  private EmbeddedReadStore store;
  private Tokens tokens;

  @BeforeEach
  void open() {
    store = EmbeddedReadStore.open(directory, DataSize.ofMegabytes(16));
    tokens = store.tokens(serializer);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aTokenStolenInTheMiddleOfABatchChangesNothing() {
    publish(0, 30);
    Halted halted = new Halted();
    try (StreamProcessor first = started(halted, 1, tokens)) {
      await().atMost(SOON).until(() -> halted.inTheMiddle.getCount() == 0);
      try (StreamProcessor _ = started(new Lists(), 1, thief())) {
        awaitAll(1);
        assertThat(owner()).isEqualTo("thief");
        halted.goOn.countDown();
        await().atMost(SOON).until(() -> halted.ended.getCount() == 0 && !first.isWorking());
        publish(30, 10);
        awaitAll(1);
      }
      await().atMost(SOON).until(first::isWorking);
      publish(40, 10);
      awaitAll(1);
      assertThat(owner()).isNotEqualTo("thief");
    }

    try (StreamProcessor _ = started(new Lists(), 2, tokens)) {
      awaitAll(2);
    }
    assertThat(lists(1)).isEqualTo(lists(2)).hasSize(PLANS.size());
  }

  private StreamProcessor started(ReadModel model, int number, TokenStore claims) {
    Generation generation = generation(number);
    StreamProcessor processor = new StreamProcessor(
        generation.toString(),
        new WholeBatches(new Projecting(
            generation,
            model.projection(generation),
            new Failures(store.database(), Clock.systemUTC()))),
        events,
        claims,
        BATCH);
    processor.start();
    return processor;
  }

  /** Another node's tokens, which takes every claim for run out. */
  private TokenStore thief() {
    return MongoTokenStore.builder()
        .mongoTemplate(DefaultMongoTemplate.builder()
            .mongoDatabase(store.database())
            .trackingTokensCollectionName("tokens")
            .build())
        .serializer(serializer)
        .claimTimeout(Duration.ofMillis(1))
        .nodeId("thief")
        .build();
  }

  private void publish(int from, int count) {
    for (int sequence = from; sequence < from + count; sequence++) {
      for (String plan : PLANS) {
        events.publish(new GenericDomainEventMessage<>(
            "QuotaPlan",
            plan,
            sequence,
            new PlanPublished(new PlanId(plan), LocalDate.of(2026, 1, 1))));
      }
    }
  }

  private void awaitAll(int number) {
    long head = Position.of(events.createHeadToken()).index();
    await()
        .atMost(SOON)
        .until(() -> tokens.read(generation(number).toString()).stream()
            .anyMatch(stored -> Position.of(stored.token()).index() >= head));
  }

  private String owner() {
    return String.valueOf(tokens.read(generation(1).toString()).getFirst().owner());
  }

  private List<Document> lists(int number) {
    return generation(number)
        .collection("lists")
        .find()
        .projection(new Document("rev", 0))
        .sort(new Document("_id", 1))
        .into(new ArrayList<>());
  }

  private Generation generation(int number) {
    return new Generation(store.database(), "lists", number);
  }

  /** Lists the identifiers of each aggregate's events, each once and in their order. */
  private static class Lists implements ReadModel {

    @Override
    public String name() {
      return "lists";
    }

    @Override
    public Projection projection(Generation generation) {
      VersionedDocuments lists = new VersionedDocuments(generation.collection("lists"));
      return batch -> batch.forEach(event -> write(lists, event));
    }

    private static void write(VersionedDocuments lists, RecordedEvent event) {
      lists.update(List.of(event.aggregateId()), (_, document) -> {
        List<String> ids = document == null ? List.of() : document.getList("events", String.class);
        if (event.sequence() < ids.size()) {
          return document;
        }
        List<String> longer = new ArrayList<>(ids);
        longer.add(event.eventId());
        return new Document("events", longer);
      });
    }
  }

  /** Stops in the middle of the first batch of several events, until it is told to go on. */
  private static final class Halted extends Lists {

    private final CountDownLatch inTheMiddle = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean halted = new AtomicBoolean();

    @Override
    public Projection projection(Generation generation) {
      Projection all = super.projection(generation);
      return batch -> {
        if (batch.size() < BATCH / 2 || halted.getAndSet(true)) {
          all.project(batch);
          return;
        }
        int half = batch.size() / 2;
        all.project(batch.subList(0, half));
        halt();
        all.project(batch.subList(half, batch.size()));
        ended.countDown();
      };
    }

    private void halt() {
      inTheMiddle.countDown();
      try {
        var _ = goOn.await(SOON.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
