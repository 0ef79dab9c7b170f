package dev.quotaledger.standalone.endtoend;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import dev.quotaledger.published.PublishedEvent;
import dev.quotaledger.testing.Receiver;
import dev.quotaledger.testing.Receiver.Received;
import dev.quotaledger.testing.Receiver.Reply;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An integrator registers a webhook and shows that the address is theirs. Then the program is killed
 * while it delivers, and the next one goes on: no event is lost, and those of one key come in order.
 */
class WebhookIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int ENOUGH = 60;

  /** So many events are refused when they first come; each waits five seconds, and its key with it. */
  private static final int MOST_REFUSED = 3;

  /** Little more is written than is delivered until the kill, so that the rest does not take long. */
  private static final Duration BETWEEN_WRITES = Duration.ofMillis(25);

  @TempDir
  private Path directory;

  private final Receiver receiver = new Receiver();
  private final List<Received> taken = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void everyEventIsDeliveredInTheOrderOfItsKeyThoughTheProgramIsKilledMeanwhile() throws Exception {
    Answer registered;
    try (Program program = start()) {
      registered = register(program.client());
      CompletableFuture<Void> writing =
          CompletableFuture.runAsync(() -> untilGone(program.client()), Thread::startVirtualThread);
      await().atMost(SOON).until(() -> taken.size() >= ENOUGH && !refused.isEmpty());
      program.kill();
      writing.join();
    }
    try (Program program = start()) {
      Client client = program.client();
      List<String> entries = entries(client);
      await().atMost(SOON).until(() -> firstTaken().size() == entries.size());

      assertThat(firstTaken().values().stream().map(Received::body))
          .containsExactlyInAnyOrderElementsOf(entries);
      for (Received each : taken) {
        isVerified(each, registered.text("/secret"));
      }
      eachKeyIsInOrder(firstTaken().values());
      aReplayDeliversARangeAgain(client, "/webhooks/" + registered.text("/webhookId"));
    }
  }

  private Program start() {
    return Program.standalone(
        directory.resolve("data"),
        "--quotaledger.webhooks.allow-http=true",
        "--quotaledger.webhooks.allow-private-addresses=true",
        "--quotaledger.webhooks.poll=50ms");
  }

  /** Nothing is sent but a challenge until it came back. */
  private Answer register(Client client) throws Exception {
    Answer registered = client
        .post("/webhooks", "{'url':'%s','after':-1}".formatted(receiver.url("/in")))
        .expect(201);
    String webhook = "/webhooks/" + registered.text("/webhookId");
    client.post(webhook + "/verification", "").expect(422);
    assertThat(client.get(webhook).text("/state")).isEqualTo("PENDING");
    receiver.answerChallenges();
    client.post(webhook + "/verification", "").expect(200);
    assertThat(receiver.all()).hasSize(2).allMatch(sent -> sent.body().contains("challenge"));
    isVerified(receiver.all().getLast(), registered.text("/secret"));
    receiver.answer(this::answered);
    return registered;
  }

  private Reply answered(Received received) {
    if (taken.size() > ENOUGH / 2 && refused.size() < MOST_REFUSED && refused.add(received.id())) {
      return Reply.of(500);
    }
    taken.add(received);
    return Reply.of(204);
  }

  /** Every change of a deal is an event of its key. */
  private static void untilGone(Client client) {
    try {
      client
          .post("/reps", "{'repId':'ann','name':'Ann','hiredOn':'2020-01-01'}")
          .expect(201);
      for (int write = 0; true; write++) {
        client.put("/deals/deal-" + write % 10, """
            {'source':'crm','repId':'ann','stage':'QUALIFIED','amount':'%d','currency':'EUR'}
            """.formatted(write));
        Thread.sleep(BETWEEN_WRITES);
      }
    } catch (UncheckedIOException _) {
      // the program is gone
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All that the ledger has, once it has all events. */
  private static List<String> entries(Client client) {
    client.post("/teams", "{'teamId':'last','name':'Last'}").expect(201);
    List<String> entries = new ArrayList<>();
    String next = "";
    while (true) {
      Answer page = client
          .get("/events?limit=1000" + next, "Accept", "application/x-ndjson")
          .expect(200);
      page.body().lines().forEach(entries::add);
      if (entries.size() == Integer.parseInt(page.header("Ledger-Size"))) {
        return entries;
      }
      next = "&after=" + page.header("Next-After");
    }
  }

  /** By their ids, in the order in which each was taken for the first time. */
  private Map<String, Received> firstTaken() {
    Map<String, Received> first = new LinkedHashMap<>();
    List.copyOf(taken).forEach(received -> first.putIfAbsent(received.id(), received));
    return first;
  }

  private static void isVerified(Received received, String secret) throws Exception {
    HttpHeaders headers = HttpHeaders.of(received.headers(), (_, _) -> true);
    new Webhook(secret).verify(received.body(), headers.map());
  }

  private static PublishedEvent event(Received received) {
    return PublishedEvent.read(received.body().getBytes(StandardCharsets.UTF_8));
  }

  private static void eachKeyIsInOrder(Collection<Received> received) {
    Map<String, List<PublishedEvent>> keys =
        received.stream().map(WebhookIT::event).collect(groupingBy(PublishedEvent::aggregateId));
    assertThat(keys).hasSizeGreaterThan(10);
    assertThat(keys.values())
        .allSatisfy(events -> assertThat(
                events.stream().map(PublishedEvent::aggregateSequence).toList())
            .isEqualTo(LongStream.range(0, events.size()).boxed().toList()));
  }

  private void aReplayDeliversARangeAgain(Client client, String webhook) {
    int before = taken.size();
    Answer replayed = client.post(webhook + "/replays", "{'from':3,'until':7}").expect(202);
    assertThat(replayed.text("/scheduled")).isEqualTo("5");
    await().atMost(SOON).until(() -> taken.size() == before + 5);
    assertThat(List.copyOf(taken).subList(before, before + 5).stream()
            .map(WebhookIT::event)
            .map(PublishedEvent::index))
        .containsExactlyInAnyOrder(3L, 4L, 5L, 6L, 7L);
  }
}
