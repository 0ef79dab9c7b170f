package dev.quotaledger.query.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.query.ledger.LedgerSource;
import dev.quotaledger.query.ledger.WrittenLedger;
import dev.quotaledger.query.webhooks.Delivery.State;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.springframework.util.unit.DataSize;

/** A store, a ledger and an instance that sends, whose clocks go only where a test says. */
final class Sending implements AutoCloseable {

  static final String TYPE = "quota.set.v1";

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final LedgerSource SOURCE = new LedgerSource("https://quotaledger.example");

  final MeterRegistry meters = new SimpleMeterRegistry();
  final Ticking clock = new Ticking();
  final AtomicLong nanos = new AtomicLong();
  final WebhookProperties limits;
  final Endpoints endpoints;
  final Deliveries deliveries;
  final Positions positions;
  final WrittenLedger ledger;
  final Replays replays;
  Dispatcher dispatcher;

  private final EmbeddedReadStore store;
  private final Sender sender;

  /** The time that a test lets go by. */
  static final class Ticking extends Clock {

    private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  Sending(Path directory, WebhookProperties limits) {
    this(directory, limits, new AddressGuard(InetAddress::getAllByName, true));
  }

  Sending(Path directory, WebhookProperties limits, AddressGuard guard) {
    this.limits = limits;
    store = EmbeddedReadStore.open(directory, DataSize.ofMegabytes(16));
    endpoints = new Endpoints(store);
    deliveries = new Deliveries(store);
    positions = new Positions(store.database());
    ledger = new WrittenLedger(store);
    replays = new Replays(endpoints, deliveries, ledger.ledger(), limits, clock);
    sender = new Sender(guard, limits.timeout(), limits.concurrent(), clock);
    dispatcher = instance();
  }

  static WebhookProperties limits() {
    return limits(10_000, DataSize.ofKilobytes(64), Duration.ofSeconds(15), 8);
  }

  static WebhookProperties limits(
      int maxPending, DataSize maxPayload, Duration timeout, int concurrentPerEndpoint) {
    return new WebhookProperties(
        true,
        true,
        100,
        maxPending,
        1_000,
        maxPayload,
        timeout,
        64,
        concurrentPerEndpoint,
        Duration.ofMillis(10),
        Duration.ofDays(30),
        Duration.ofDays(90));
  }

  /** Another instance on the same store. */
  Dispatcher instance() {
    return new Dispatcher(
        new Claim(store.database(), nanos::get),
        endpoints,
        deliveries,
        positions,
        ledger.ledger(),
        SOURCE,
        sender,
        new RetrySchedule(() -> 0),
        limits,
        new WebhookMeters(meters),
        clock);
  }

  /** An instance takes over from one that says nothing any more. */
  void takeOver() {
    dispatcher = instance();
    dispatcher.step(); // sees the claim of the other one
    nanos.addAndGet(Claim.TIMEOUT.toNanos());
  }

  /** A webhook whose address is verified, for all that comes. */
  Endpoint endpoint(String id, String url) {
    return endpoint(id, url, -1);
  }

  Endpoint endpoint(String id, String url, long after) {
    Endpoint endpoint = new Endpoint(
        id,
        url,
        null,
        null,
        null,
        after,
        Endpoint.State.ACTIVE,
        null,
        Secrets.first(),
        "somebody",
        clock.instant(),
        null,
        null,
        0,
        1);
    assertThat(endpoints.add(endpoint)).isTrue();
    return endpoint;
  }

  /** Lets the dispatcher go on until something is so. */
  void until(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      goOn();
      if (condition.getAsBoolean()) {
        return;
      }
      assertThat(System.nanoTime()).as("patience").isLessThan(end);
    }
  }

  /** Lets the dispatcher go on for a moment in which nothing should happen. */
  void forAWhile() {
    for (int i = 0; i < 8; i++) {
      goOn();
    }
  }

  private void goOn() {
    try {
      nanos.addAndGet(Claim.TIMEOUT.toNanos() / 4);
      dispatcher.step();
      dispatcher.awaitNews(Duration.ofMillis(10));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Optional<Delivery> delivery(String webhook, long index) {
    return deliveries.list(webhook, null, index + 1, 1).stream()
        .filter(delivery -> delivery.index() == index)
        .findFirst();
  }

  Delivery get(String webhook, long index) {
    return delivery(webhook, index).orElseThrow();
  }

  boolean isIn(State state, String webhook, long index) {
    return delivery(webhook, index)
        .filter(delivery -> delivery.state() == state)
        .isPresent();
  }

  /** How many attempts at one delivery are in its log. */
  int attempts(String webhook, long index) {
    return delivery(webhook, index).map(found -> found.attempts().size()).orElse(0);
  }

  List<Delivery> in(State state, String webhook) {
    return deliveries.list(webhook, state, null, 10_000);
  }

  @Override
  public void close() {
    dispatcher.close();
    try {
      sender.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    store.close();
  }
}
