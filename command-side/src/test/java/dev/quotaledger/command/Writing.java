package dev.quotaledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.PersonalText;
import dev.quotaledger.runtime.ConsistencyToken;
import dev.quotaledger.runtime.people.PersonalTexts;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What the tests of writes over HTTP share: one running command side, and the words to ask it. */
@SpringBootTest(
    classes = CommandSideConfiguration.class,
    webEnvironment = WebEnvironment.RANDOM_PORT)
@SuppressWarnings("NullAway.Init") // Spring sets the fields
public abstract class Writing {

  private static final Path DATA = temporaryDirectory();

  @LocalServerPort
  private int port;

  @Autowired
  private EventStore eventStore;

  @Autowired
  private PersonalTexts texts;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry settings) {
    RunningCommandSide.USERS.forEach((name, value) -> settings.add(name, () -> value));
    settings.add("quotaledger.data-dir", DATA::toString);
  }

  /** Sends a body in which single quotes stand for double ones. */
  protected Answer post(String path, String body, String... headers) {
    return RunningCommandSide.asAnn(client(), "POST", path, body, headers);
  }

  /** Sends a body in which single quotes stand for double ones. */
  protected Answer put(String path, String body, String... headers) {
    return RunningCommandSide.asAnn(client(), "PUT", path, body, headers);
  }

  /** Sends a merge patch in which single quotes stand for double ones. */
  protected Answer patch(String path, String body, String... headers) {
    return patchAs("application/merge-patch+json", path, body, headers);
  }

  /** Sends a patch of the type, in which single quotes stand for double ones. */
  protected Answer patchAs(String type, String path, String body, String... headers) {
    return RunningCommandSide.patchAsAnn(client(), type, path, body, headers);
  }

  protected Answer delete(String path, String... headers) {
    return RunningCommandSide.asAnn(client(), "DELETE", path, "", headers);
  }

  protected Client client() {
    return new Client(port);
  }

  /** What is stored of an aggregate. */
  protected List<? extends DomainEventMessage<?>> stored(String aggregateId) {
    return eventStore.readEvents(aggregateId, 0).asStream().toList();
  }

  /** The last event that is stored of an aggregate. */
  protected Object lastStored(String aggregateId) {
    return stored(aggregateId).getLast().getPayload();
  }

  /** Where some of an aggregate's events stand in the stream of all events, read from that stream. */
  protected SortedSet<Long> indexesOf(String aggregateId, long first, long last) {
    SortedSet<Long> indexes = new TreeSet<>();
    try (var stream = eventStore.openStream(null)) {
      while (stream.hasNextAvailable()) {
        TrackedEventMessage<?> tracked = stream.nextAvailable();
        if (tracked instanceof DomainEventMessage<?> event
            && event.getAggregateIdentifier().equals(aggregateId)
            && event.getSequenceNumber() >= first
            && event.getSequenceNumber() <= last) {
          indexes.add(((GapAwareTrackingToken) tracked.trackingToken()).getIndex());
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return indexes;
  }

  /** The reason is encrypted for who it is about, and says this. */
  protected void assertSays(@Nullable PersonalText reason, String about, String text) {
    assertThat(reason).isNotNull().extracting(PersonalText::about).isEqualTo(about);
    assertThat(Optional.ofNullable(reason).flatMap(texts::decrypt)).contains(text);
  }

  protected static ConsistencyToken token(Answer answer) {
    return ConsistencyToken.parse(answer.header(ConsistencyToken.HEADER));
  }

  protected static Answer made(Answer answer, String location) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    assertThat(answer.header("Location")).isEqualTo("/api/v1" + location);
    return withVersion(answer);
  }

  protected static Answer changed(Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    assertThat(answer.json().path("changed").asBoolean()).isTrue();
    return withVersion(answer);
  }

  /** A read with the token waits for whatever made the change unnecessary. */
  protected Answer unchanged(Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    assertThat(answer.json().path("changed").asBoolean()).isFalse();
    ConsistencyToken token = token(answer);
    assertThat(token.indexes())
        .hasSize(1)
        .isEqualTo(indexesOf(token.aggregateId(), token.version(), token.version()));
    return withVersion(answer);
  }

  protected static Answer problem(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    assertThat(answer.type()).startsWith("application/problem+json");
    assertThat(answer.member("code")).isEqualTo(code);
    return answer;
  }

  /** The body's version is what the headers say. */
  private static Answer withVersion(Answer answer) {
    long version = answer.json().path("version").asLong();
    assertThat(answer.header("ETag")).isEqualTo("\"" + version + "\"");
    assertThat(token(answer).version()).isEqualTo(version);
    return answer;
  }

  private static Path temporaryDirectory() {
    try {
      Path target = Files.createDirectories(Path.of("target"));
      return Files.createTempDirectory(target, "writes").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
