package dev.quotaledger.query.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.query.ReadsApplication;
import dev.quotaledger.runtime.readstore.DeadLetters;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Whichever process is asked sees what is parked, and the one that runs the reaction is told. */
@SpringBootTest(classes = ReadsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class DeadLetterTest {

  private static final String PATH = "/api/v1/admin/dead-letters";

  @Autowired
  private DeadLetters letters;

  @LocalServerPort
  private int port;

  private Client client;

  @BeforeEach
  void parkThree() {
    client = new Client(port);
    letters.queue("transfer").clear();
    letters.queue("notice").clear();
    park("transfer", "territory-b", 4, "the store was away");
    park("transfer", "territory-a", 2, "no room");
    park("transfer", "territory-a", 3, "no room");
    park("notice", "plan-x", 0, "nobody listens");
  }

  @Test
  void listsWhatIsParkedByReactionAndAggregate() {
    List<JsonNode> items = items(client.get(PATH));

    assertThat(items)
        .extracting(item -> item.path("reaction").asString()
            + " " + item.path("aggregateId").asString()
            + " " + item.path("sequence").asLong())
        .containsExactly(
            "notice plan-x 0",
            "transfer territory-a 2",
            "transfer territory-a 3",
            "transfer territory-b 4");
    JsonNode last = items.getLast();
    assertThat(last.path("id").asString()).isEqualTo("transfer:event-territory-b-4");
    assertThat(last.path("eventId").asString()).isEqualTo("event-territory-b-4");
    assertThat(last.path("type").asString()).isEqualTo("String");
    assertThat(last.path("cause").asString())
        .isEqualTo("java.lang.IllegalStateException: the store was away");
    assertThat(last.path("parkedAt").asString()).isNotEmpty();
  }

  @Test
  void pagesThroughThem() {
    Answer first = client.get(PATH + "?limit=3");
    assertThat(items(first)).hasSize(3);
    Answer rest = client.get(PATH + "?limit=3&cursor=" + first.member("next"));
    assertThat(items(rest)).hasSize(1);
    assertThat(rest.json().path("next").isNull()).isTrue();
  }

  @Test
  void tellsTheReactionWhichToTryAgainOnce() {
    Answer answer = client.sendJson("POST", PATH + "/transfer:event-territory-a-3/retry", "");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.member("aggregateId")).isEqualTo("territory-a");
    assertThat(letters.takeRetries("notice")).isEmpty();
    assertThat(letters.takeRetries("transfer")).containsExactly("territory-a");
    assertThat(letters.takeRetries("transfer")).isEmpty();
  }

  @Test
  void knowsNoOtherLetters() {
    Answer answer = client.sendJson("POST", PATH + "/transfer:event-plan-x-0/retry", "");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.member("code")).isEqualTo("not-found");
  }

  private void park(String reaction, String aggregateId, long sequence, String cause) {
    EventMessage<?> event = new GenericDomainEventMessage<>(
        "Thing",
        aggregateId,
        sequence,
        "payload",
        Map.of(),
        "event-%s-%d".formatted(aggregateId, sequence),
        Instant.now());
    letters
        .queue(reaction)
        .enqueue(
            aggregateId,
            new GenericDeadLetter<>(aggregateId, event, new IllegalStateException(cause)));
  }

  private static List<JsonNode> items(Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return StreamSupport.stream(answer.json().path("items").spliterator(), false)
        .toList();
  }
}
