package dev.quotaledger.query.webhooks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.query.ledger.LedgerEntry;
import dev.quotaledger.query.webhooks.Delivery.State;
import dev.quotaledger.testing.Receiver;
import dev.quotaledger.testing.Receiver.Received;
import dev.quotaledger.testing.Receiver.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** What is wanted is delivered in the order of each key, again and again until it is taken, and none is lost. */
class WebhookDispatchTest {

  private static final String HOOK = "wh-hook";

  @TempDir
  private Path directory;

  private final Receiver receiver = new Receiver();
  private Sending sending;

  @BeforeEach
  void open() {
    sending = new Sending(directory, Sending.limits());
  }

  @AfterEach
  void close() {
    receiver.close();
    sending.close();
  }

  private void reopen(WebhookProperties limits) {
    sending.close();
    sending = new Sending(directory, limits);
  }

  @Test
  void whatIsSentAreTheVeryBytesOfTheLedgerSigned() {
    Endpoint endpoint = sending.endpoint(HOOK, receiver.url("/in?x=1"));
    LedgerEntry entry = sending.ledger.add(Sending.TYPE, "plan-a");
    sending.until(() -> sending.isIn(State.DELIVERED, HOOK, 0));

    Received received = receiver.all().getFirst();
    assertThat(received.bytes()).isEqualTo(entry.bytes());
    assertThat(received.id()).isEqualTo(entry.eventId());
    assertThat(received.header("Content-Type")).isEqualTo("application/cloudevents+json");
    assertThat(received.header("webhook-timestamp"))
        .isEqualTo(Long.toString(sending.clock.instant().getEpochSecond()));
    assertThat(received.isSignedWith(endpoint.secrets().current())).isTrue();
    assertThat(sending.get(HOOK, 0).attempts())
        .singleElement()
        .satisfies(attempt -> assertThat(attempt.status()).isEqualTo(204));
  }

  @Test
  void aRefusedDeliveryIsTriedTenTimesByTheScheduleAndThenGivenUp() {
    sending.endpoint(HOOK, receiver.url("/"));
    receiver.answer(
        received -> new Reply(received.id().equals("event-0") ? 500 : 204, Map.of(), "no\ttoday"));
    Instant start = sending.clock.instant();
    sending.ledger.add(Sending.TYPE, "plan-a");
    sending.ledger.add(Sending.TYPE, "plan-a");

    sending.until(() -> sending.attempts(HOOK, 0) == 1);
    for (int tries = 1; tries < 10; tries++) {
      Duration delay = RetrySchedule.DELAYS.get(tries);
      sending.clock.pass(delay.minusMillis(1));
      sending.forAWhile();
      assertThat(sending.attempts(HOOK, 0)).isEqualTo(tries);
      assertThat(sending.isIn(State.PENDING, HOOK, 1)).isTrue();
      sending.clock.pass(Duration.ofMillis(1));
      int made = tries + 1;
      sending.until(() -> sending.attempts(HOOK, 0) == made);
    }
    sending.until(() -> sending.isIn(State.DELIVERED, HOOK, 1));

    Delivery failed = sending.get(HOOK, 0);
    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(failed.reason()).isEqualTo("The last attempt failed: The receiver answered 500.");
    assertThat(failed.attempts()).extracting(Attempt::answer).containsOnly("no today");
    assertThat(failed.attempts().getFirst().at()).isEqualTo(start);
    assertThat(failed.attempts().getLast().at())
        .isEqualTo(start.plus(Duration.ofHours(75).plusMinutes(35).plusSeconds(5)));
    assertThat(receiver.ids()).filteredOn("event-0"::equals).hasSize(10);
    assertThat(receiver.ids()).endsWith("event-1");
    assertThat(counted("retried")).isEqualTo(9);
    assertThat(counted("failed")).isEqualTo(1);
    assertThat(counted("delivered")).isEqualTo(1);
  }

  @Test
  void aBlockedKeyHoldsUpItselfAndNoOther() {
    sending.endpoint(HOOK, receiver.url("/"));
    receiver.answer(received -> Reply.of(received.id().equals("event-0") ? 503 : 200));
    for (int i = 0; i < 5; i++) {
      sending.ledger.add(Sending.TYPE, "plan-blocked");
      sending.ledger.add(Sending.TYPE, "plan-free" + i % 2);
    }
    sending.until(() -> sending.in(State.DELIVERED, HOOK).size() == 5);
    sending.forAWhile();
    assertThat(sending.in(State.PENDING, HOOK))
        .extracting(Delivery::key)
        .containsOnly("plan-blocked");
    assertThat(receiver.ids()).contains("event-0").doesNotContain("event-2", "event-4");
    assertThat(pendingGauge()).isEqualTo(5);

    receiver.answer(200);
    sending.clock.pass(Duration.ofSeconds(5));
    sending.until(() -> sending.in(State.DELIVERED, HOOK).size() == 10);
    assertThat(receiver.ids())
        .containsSubsequence("event-0", "event-0", "event-2", "event-4", "event-6", "event-8");
    sending.until(() -> pendingGauge() == 0);
  }

  @Test
  void whenToComeAgainIsTheReceiversToSay() {
    sending.endpoint(HOOK, receiver.url("/"));
    Instant start = sending.clock.instant();
    receiver.answer(received -> new Reply(
        429,
        Map.of(
            "Retry-After",
            received.id().equals("event-0") ? "120" : "Sun, 01 Mar 2026 13:00:00 GMT"),
        ""));
    sending.ledger.add(Sending.TYPE, "plan-a");
    sending.ledger.add(Sending.TYPE, "plan-b");
    sending.until(() -> sending.attempts(HOOK, 0) == 1 && sending.attempts(HOOK, 1) == 1);
    assertThat(sending.get(HOOK, 0).nextAt()).isEqualTo(start.plusSeconds(120));
    assertThat(sending.get(HOOK, 1).nextAt()).isEqualTo(start.plus(Duration.ofHours(1)));

    receiver.answer(200);
    sending.clock.pass(Duration.ofSeconds(119));
    sending.forAWhile();
    assertThat(sending.isIn(State.PENDING, HOOK, 0)).isTrue();
    sending.clock.pass(Duration.ofSeconds(1));
    sending.until(() -> sending.isIn(State.DELIVERED, HOOK, 0));
  }

  @Test
  void aReceiverThatIsGoneGetsNothingMoreAndWhenItIsBackMissesNothing() {
    sending.endpoint(HOOK, receiver.url("/"));
    receiver.answer(410);
    sending.ledger.add(Sending.TYPE, "plan-a");
    sending.until(() -> sending.endpoints.get(HOOK).state() == Endpoint.State.DISABLED);
    assertThat(sending.endpoints.get(HOOK).stateReason())
        .isEqualTo("The receiver answered 410 Gone.");
    sending.ledger.add(Sending.TYPE, "plan-b");
    sending.clock.pass(Duration.ofDays(1));
    sending.forAWhile();
    assertThat(receiver.all()).hasSize(1);

    receiver.answer(200);
    sending.endpoints.change(HOOK, null, gone -> gone.withState(Endpoint.State.ACTIVE, null));
    sending.until(() -> sending.in(State.DELIVERED, HOOK).size() == 2);
    assertThat(receiver.ids()).containsExactlyInAnyOrder("event-0", "event-0", "event-1");
  }

  @Test
  void aRedirectIsAFailureAndIsNotFollowed() {
    sending.endpoint(HOOK, receiver.url("/"));
    receiver.answer(_ -> new Reply(307, Map.of("Location", receiver.url("/elsewhere")), ""));
    sending.ledger.add(Sending.TYPE, "plan-a");
    sending.until(() -> sending.attempts(HOOK, 0) == 1);
    sending.forAWhile();
    assertThat(receiver.all()).hasSize(1);
    assertThat(sending.get(HOOK, 0).attempts().getFirst().status()).isEqualTo(307);
  }

  @Test
  void afterARotationBothSecretsSignForADay() {
    Endpoint endpoint = sending.endpoint(HOOK, receiver.url("/"));
    Endpoint rotated = sending.endpoints.change(
        HOOK,
        null,
        present -> present.withSecrets(present.secrets().rotated(sending.clock.instant()), null));
    sending.ledger.add(Sending.TYPE, "plan-a");
    sending.until(() -> receiver.all().size() == 1);
    Received both = receiver.all().getFirst();
    assertThat(both.isSignedWith(endpoint.secrets().current())).isTrue();
    assertThat(both.isSignedWith(rotated.secrets().current())).isTrue();
    assertThat(both.header("webhook-signature").split(" ", -1)).hasSize(2);

    sending.clock.pass(Duration.ofHours(24));
    sending.ledger.add(Sending.TYPE, "plan-a");
    sending.until(() -> receiver.all().size() == 2);
    Received one = receiver.all().getLast();
    assertThat(one.isSignedWith(endpoint.secrets().current())).isFalse();
    assertThat(one.isSignedWith(rotated.secrets().current())).isTrue();
  }

  @Test
  void anAnswerThatDoesNotComeInTimeOrNeverEndsIsAFailure() {
    reopen(Sending.limits(100, DataSize.ofKilobytes(64), Duration.ofMillis(300), 8));
    sending.endpoint(HOOK, receiver.url("/"));
    CountDownLatch end = new CountDownLatch(1);
    receiver.answer(received -> {
      if (received.id().equals("event-0")) {
        await(end);
      }
      return new Reply(500, Map.of(), "x".repeat(1_000_000));
    });
    sending.ledger.add(Sending.TYPE, "plan-a");
    sending.ledger.add(Sending.TYPE, "plan-b");
    sending.until(() -> sending.attempts(HOOK, 0) == 1 && sending.attempts(HOOK, 1) == 1);
    end.countDown();
    assertThat(sending.get(HOOK, 0).attempts().getFirst().error())
        .isEqualTo("There was no whole answer within 300 ms.");
    assertThat(sending.get(HOOK, 1).attempts().getFirst())
        .satisfies(attempt -> assertThat(attempt.status()).isEqualTo(500))
        .satisfies(attempt -> assertThat(attempt.answer()).hasSize(203));
  }

  @Test
  void anEventThatIsTooLargeFailsAtOnceAndSaysWhereToFetchIt() {
    sending.endpoint(HOOK, receiver.url("/"));
    sending.ledger.add(Sending.TYPE, "plan-a", "\"" + "x".repeat(70_000) + "\"");
    sending.ledger.add(Sending.TYPE, "plan-a");
    sending.until(() -> sending.isIn(State.DELIVERED, HOOK, 1));
    assertThat(sending.get(HOOK, 0).state()).isEqualTo(State.FAILED);
    assertThat(sending.get(HOOK, 0).reason())
        .isEqualTo("The event takes 70002 bytes, and no more than 65536 are sent: fetch it from"
            + " https://quotaledger.example/api/v1/ledger/entries/0.");
    assertThat(receiver.ids()).containsExactly("event-1");
  }

  @Test
  void noMoreArePendingThanMayBeAndTheRestWaitsInTheLedger() {
    reopen(Sending.limits(3, DataSize.ofKilobytes(64), Duration.ofSeconds(15), 8));
    sending.endpoint(HOOK, receiver.url("/"));
    receiver.answer(500);
    for (int i = 0; i < 8; i++) {
      sending.ledger.add(Sending.TYPE, "plan-" + i);
    }
    sending.until(() -> receiver.all().size() == 3);
    sending.forAWhile();
    assertThat(sending.deliveries.list(HOOK, null, null, 100)).hasSize(3);
    assertThat(sending.positions.find(HOOK)).hasValue(3);

    receiver.answer(200);
    sending.clock.pass(Duration.ofSeconds(5));
    sending.until(() -> sending.in(State.DELIVERED, HOOK).size() == 8);
  }

  @Test
  void noMoreAttemptsAreMadeAtATimeThanMayBe() {
    reopen(Sending.limits(100, DataSize.ofKilobytes(64), Duration.ofSeconds(15), 2));
    sending.endpoint(HOOK, receiver.url("/"));
    sending.endpoint("wh-other", receiver.url("/other"));
    AtomicInteger present = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    receiver.answer(_ -> {
      most.accumulateAndGet(present.incrementAndGet(), Math::max);
      await(new CountDownLatch(1), Duration.ofMillis(30));
      present.decrementAndGet();
      return Reply.of(200);
    });
    for (int i = 0; i < 12; i++) {
      sending.ledger.add(Sending.TYPE, "plan-" + i);
    }
    sending.until(() -> receiver.all().size() == 24);
    assertThat(most.get()).isBetween(2, 4);
  }

  @Test
  void onlyWhatTheFilterWantsAndOnlyFromWhereItBegan() {
    sending.ledger.add(Sending.TYPE, "plan-a");
    sending.endpoint(HOOK, receiver.url("/"), 0);
    sending.endpoints.change(HOOK, null, present -> present.withFilter("quota.*", "plan/a"));
    sending.ledger.add("deal.won.v1", "plan-a");
    sending.ledger.add(Sending.TYPE, "plan-b");
    sending.ledger.add(Sending.TYPE, "plan-a");
    sending.until(() -> !receiver.all().isEmpty());
    sending.forAWhile();
    assertThat(receiver.ids()).containsExactly("event-3");
    assertThat(sending.positions.find(HOOK)).hasValue(4);
  }

  @Test
  void aPausedWebhookMissesNothing() {
    sending.endpoint(HOOK, receiver.url("/"));
    sending.endpoints.change(HOOK, null, it -> it.withState(Endpoint.State.PAUSED, null));
    sending.ledger.add(Sending.TYPE, "plan-a");
    sending.forAWhile();
    assertThat(receiver.all()).isEmpty();
    sending.endpoints.change(HOOK, null, it -> it.withState(Endpoint.State.ACTIVE, null));
    sending.until(() -> sending.isIn(State.DELIVERED, HOOK, 0));
  }

  @Test
  void whatIsSentAgainIsOneOrARangeOrWhatFailedInTheOrderOfTheLedger() {
    sending.endpoint(HOOK, receiver.url("/"));
    receiver.answer(received -> Reply.of(received.id().equals("event-3") ? 500 : 200));
    for (int i = 0; i < 5; i++) {
      sending.ledger.add(Sending.TYPE, "plan-a");
    }
    failFor(3, Duration.ofHours(100));
    sending.until(() -> sending.isIn(State.DELIVERED, HOOK, 4));
    int before = receiver.all().size();
    receiver.answer(200);

    assertThat(sending.replays.one(HOOK, 1)).isEqualTo(1);
    sending.until(
        () -> receiver.all().size() == before + 1 && sending.isIn(State.DELIVERED, HOOK, 1));
    assertThat(receiver.ids()).endsWith("event-1");

    assertThat(sending.replays.range(HOOK, 0, 2)).isEqualTo(3);
    sending.until(
        () -> receiver.all().size() == before + 4 && sending.isIn(State.DELIVERED, HOOK, 2));
    assertThat(receiver.ids()).endsWith("event-0", "event-1", "event-2");

    Instant failed = Objects.requireNonNull(sending.get(HOOK, 3).endedAt());
    assertThat(sending.replays.failedSince(HOOK, failed.plusMillis(1))).isZero();
    assertThat(sending.replays.failedSince(HOOK, failed)).isEqualTo(1);
    sending.until(() -> sending.isIn(State.DELIVERED, HOOK, 3));
    assertThat(receiver.ids()).endsWith("event-3");
    assertThat(sending.get(HOOK, 3).attempts()).hasSize(11);
    assertThat(sending.get(HOOK, 1).attempts()).hasSize(3);
  }

  @Test
  void whatWaitsForItsNextAttemptCanBeSentAtOnce() {
    sending.endpoint(HOOK, receiver.url("/"));
    receiver.answer(500);
    sending.ledger.add(Sending.TYPE, "plan-a");
    sending.until(() -> sending.attempts(HOOK, 0) == 1);
    receiver.answer(200);
    assertThat(sending.replays.one(HOOK, 0)).isEqualTo(1);
    sending.until(() -> sending.isIn(State.DELIVERED, HOOK, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void noCrashLosesAnythingOrChangesTheOrderOfAKey(int seed) {
    Random random = new Random(seed);
    Set<String> refusedOnce = ConcurrentHashMap.newKeySet();
    receiver.answer(received ->
        Reply.of(received.id().hashCode() % 5 == 0 && refusedOnce.add(received.id()) ? 500 : 200));
    sending.endpoint(HOOK, receiver.url("/"));
    List<LedgerEntry> entries = new ArrayList<>();
    for (int crash = 0; crash < 5; crash++) {
      for (int i = 0; i < 30; i++) {
        entries.add(sending.ledger.add(Sending.TYPE, "plan-" + random.nextInt(6)));
      }
      for (int i = random.nextInt(4); i >= 0; i--) {
        sending.dispatcher.step();
      }
      if (crash == 3) {
        reopen(Sending.limits());
      } else {
        sending.takeOver();
      }
      sending.clock.pass(Duration.ofSeconds(5));
    }
    sending.until(() -> {
      sending.clock.pass(Duration.ofSeconds(1));
      return sending.in(State.DELIVERED, HOOK).size() == entries.size();
    });

    List<String> first = receiver.all().stream()
        .filter(received -> !refusedOnce.contains(received.id()))
        .map(Received::id)
        .distinct()
        .toList();
    assertThat(receiver.ids())
        .containsAll(entries.stream().map(LedgerEntry::eventId).toList());
    Map<String, List<String>> wanted = entries.stream()
        .filter(entry -> first.contains(entry.eventId()))
        .collect(groupingBy(LedgerEntry::partitionKey, mapping(LedgerEntry::eventId, toList())));
    wanted.forEach((key, ids) -> assertThat(first.stream().filter(ids::contains))
        .as("%s, seed %d", key, seed)
        .containsExactlyElementsOf(ids));
  }

  @Test
  void whereAPositionWasNotStoredNothingIsSentTwice() {
    sending.endpoint(HOOK, receiver.url("/"));
    sending.ledger.add(Sending.TYPE, "plan-a");
    sending.until(() -> sending.isIn(State.DELIVERED, HOOK, 0));
    sending.positions.remove(HOOK);
    sending.takeOver();
    sending.ledger.add(Sending.TYPE, "plan-a");
    sending.until(() -> sending.isIn(State.DELIVERED, HOOK, 1));
    assertThat(receiver.ids()).containsExactly("event-0", "event-1");
  }

  @Test
  void onlyOneInstanceSendsAndAnotherOneTakesOverWhenItIsSilentOrGivesUp() {
    sending.dispatcher.step();
    Dispatcher other = sending.instance();
    assertThat(sending.dispatcher.isSending()).isTrue();
    assertThat(other.isSending()).isFalse();

    sending.nanos.addAndGet(Claim.TIMEOUT.toNanos());
    assertThat(other.isSending()).isTrue();
    assertThat(sending.dispatcher.isSending()).isFalse();

    other.close();
    sending.nanos.addAndGet(Claim.TIMEOUT.toNanos() / 4);
    assertThat(sending.dispatcher.isSending()).isTrue();
  }

  @Test
  void theLogForgetsWhatEndedLongAgoAndWhatIsOfNoWebhook() {
    sending.endpoint(HOOK, receiver.url("/"));
    sending.endpoint("wh-gone", receiver.url("/"));
    receiver.answer(received -> Reply.of(received.id().equals("event-1") ? 500 : 200));
    sending.ledger.add(Sending.TYPE, "plan-a");
    sending.ledger.add(Sending.TYPE, "plan-b");
    sending.until(() -> sending.attempts(HOOK, 1) == 1 && sending.isIn(State.DELIVERED, HOOK, 0));
    failFor(1, Duration.ofHours(100));
    sending.endpoints.remove("wh-gone", null);
    Sweep sweep = new Sweep(sending.endpoints, sending.deliveries, sending.limits);

    assertThat(sweep.run(sending.clock.instant())).isEqualTo(2);
    assertThat(sending.deliveries.list("wh-gone", null, null, 10)).isEmpty();
    sending.clock.pass(Duration.ofDays(31));
    assertThat(sweep.run(sending.clock.instant())).isEqualTo(1);
    assertThat(sending.delivery(HOOK, 0)).isEmpty();
    sending.clock.pass(Duration.ofDays(60));
    assertThat(sweep.run(sending.clock.instant())).isEqualTo(1);
    assertThat(sending.delivery(HOOK, 1)).isEmpty();
  }

  /** Lets time go by until a delivery is given up. */
  private void failFor(long index, Duration longest) {
    Duration passed = Duration.ZERO;
    while (!sending.isIn(State.FAILED, HOOK, index)) {
      assertThat(passed).isLessThan(longest);
      int before = sending.attempts(HOOK, index);
      Duration next = RetrySchedule.DELAYS.get(Math.clamp(before, 0, 9));
      passed = passed.plus(next);
      sending.clock.pass(next);
      sending.until(() -> sending.attempts(HOOK, index) > before);
    }
  }

  private double counted(String outcome) {
    return sending
        .meters
        .get("quotaledger.webhooks.attempts")
        .tag("outcome", outcome)
        .counter()
        .count();
  }

  private double pendingGauge() {
    return sending.meters.get("quotaledger.webhooks.pending").gauge().value();
  }

  private static void await(CountDownLatch latch) {
    await(latch, Duration.ofSeconds(10));
  }

  private static void await(CountDownLatch latch, Duration longest) {
    try {
      var _ = latch.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
