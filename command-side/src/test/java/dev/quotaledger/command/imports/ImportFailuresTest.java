package dev.quotaledger.command.imports;

import static dev.quotaledger.command.imports.ImportingSide.counts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quotaledger.api.OrganizationCommand.CreateTeam;
import dev.quotaledger.api.OrganizationId;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import dev.quotaledger.runtime.web.ProblemException;
import dev.quotaledger.runtime.web.RequestContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.JsonNode;

/** What goes wrong with us, rather than with the rows of a file. */
@SuppressWarnings("NullAway.Init") // the command side is started before the tests
class ImportFailuresTest {

  private static final AtomicReference<@Nullable RuntimeException> FAILURE =
      new AtomicReference<>();

  @TempDir
  static Path dataDir;

  private static ImportingSide side;

  @BeforeAll
  static void start() {
    side = ImportingSide.in(
        dataDir, "quotaledger.http.max-import-size=1000TB", "quotaledger.imports.max-waiting=2");
    side.bean(CommandBus.class).registerHandlerInterceptor((unit, chain) -> {
      if (unit.getMessage().getPayload() instanceof CreateTeam team) {
        RuntimeException failure = FAILURE.get();
        if (failure != null) {
          throw failure;
        }
        if (team.name().equals("Broken")) {
          throw new IllegalStateException("A fault that nobody thought of");
        }
      }
      return chain.proceed();
    });
  }

  @AfterAll
  static void stop() {
    side.close();
  }

  @Test
  void aRowThatCanNeverBeDecidedIsRejectedAndTheOthersGoOn() {
    JsonNode done = side.run("teams", """
        teamId,name,parentTeamId
        a,A,
        b,Broken,
        c,C,a
        """);

    assertThat(counts(done)).isEqualTo("2 accepted, 0 unchanged, 1 rejected");
    assertThat(side.rejections(done)).isEqualToNormalizingNewlines("""
        line,code,message,teamId,name,parentTeamId
        3,not-decided,The row could not be decided because of an error in the program.,b,Broken,
        """);
  }

  @Test
  void noRowIsRejectedBecauseTheStoreIsAway() {
    FAILURE.set(new IllegalStateException("Cannot append", new SQLException("no connection")));
    String id = side.post("teams", "teamId,name,parentTeamId\nx,X,\ny,Y,\n").member("importId");
    Attempts attempts = new Attempts();
    Duration untilMoreTries = Stream.generate(attempts::pause)
        .limit(Attempts.MOST_FOR_A_ROW)
        .reduce(Duration.ofMillis(500), Duration::plus);
    await().pollDelay(untilMoreTries).atMost(Duration.ofSeconds(30)).until(() -> true);
    assertThat(side.get("/imports/" + id).member("state")).isEqualTo("INTERRUPTED");

    FAILURE.set(null);

    assertThat(counts(side.completed(id))).isEqualTo("2 accepted, 0 unchanged, 0 rejected");
  }

  @Test
  void aRowThatOnlyRenamesARepIsAccepted() {
    String reps =
        "repId,name,teamId,managerId,hiredOn,lastDay\nr1,%s,,,2026-01-01,\nr2,Bo,,,2026-01-01,\n";
    assertThat(counts(side.run("reps", reps.formatted("Ann"))))
        .isEqualTo("2 accepted, 0 unchanged, 0 rejected");
    int recorded = side.stored(OrganizationId.THE_ONE).size();

    assertThat(counts(side.run("reps", reps.formatted("Anna"))))
        .isEqualTo("1 accepted, 1 unchanged, 0 rejected");
    assertThat(counts(side.run("reps", reps.formatted("Anna"))))
        .isEqualTo("0 accepted, 2 unchanged, 0 rejected");
    assertThat(side.stored(OrganizationId.THE_ONE)).hasSize(recorded);
  }

  @Test
  void aFileForWhichThereIsNoRoomIsRefusedBeforeItIsSent() throws IOException {
    String answer = new Client(side.port())
        .raw("""
        POST /api/v1/imports/teams HTTP/1.1
        Host: localhost
        Connection: close
        Content-Type: text/csv
        Authorization: %s
        Content-Length: %d

        """.formatted(ImportingSide.ADMIN, 900_000_000_000_000L).replace("\n", "\r\n"));

    assertThat(answer).startsWith("HTTP/1.1 507 ").contains("no-room-for-import");
    assertNothingIsLeft();
  }

  @Test
  void aDiskThatIsFullIsNotTheClientsFault() {
    OutputStream full = new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException("No space left on device");
      }
    };

    assertThatThrownBy(() -> ImportFiles.copy(new ByteArrayInputStream(new byte[1]), full))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo("no-room-for-import"));
  }

  @Test
  void filesThatAreOnTheirWayCountAsWaiting() throws Exception {
    String teams = "teamId,name,parentTeamId\nlate,Late,\n";
    await().until(() -> side.bean(ImportRunner.class).open() == 0);
    try (PipedOutputStream first = new PipedOutputStream();
        PipedOutputStream second = new PipedOutputStream()) {
      CompletableFuture<ImportAnswer> slow = receiving(first);
      CompletableFuture<ImportAnswer> slower = receiving(second);
      await().until(() -> uploads() == 2);

      Answer refused = side.post("teams", teams);

      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.member("code")).isEqualTo("too-many-imports");
      for (PipedOutputStream each : new PipedOutputStream[] {first, second}) {
        each.write(teams.getBytes(StandardCharsets.UTF_8));
        each.close();
      }
      side.completed(slow.join().importId());
      side.completed(slower.join().importId());
    }
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "-30d"})
  void rejectionsAreKeptForSomeTime(String duration) {
    new ApplicationContextRunner()
        .withUserConfiguration(ImportConfiguration.class)
        .withPropertyValues("quotaledger.imports.keep-rejections=" + duration)
        .run(context ->
            assertThat(context).getFailure().rootCause().hasMessageContaining("keepRejections"));
  }

  private static CompletableFuture<ImportAnswer> receiving(PipedOutputStream source)
      throws IOException {
    PipedInputStream body = new PipedInputStream(source);
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return side.bean(Imports.class)
                .receive(ImportKind.TEAMS, ImportOptions.NONE, body, -1, request());
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        },
        Thread::startVirtualThread);
  }

  private static RequestContext request() {
    return new RequestContext("ann", null, "request", null, null, null);
  }

  private static long uploads() {
    try (Stream<Path> files = Files.list(dataDir.resolve("imports"))) {
      return files.filter(file -> file.toString().endsWith(".part")).count();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertNothingIsLeft() {
    assertThat(uploads()).isZero();
  }
}
