package dev.quotaledger.command.imports;

import static dev.quotaledger.command.imports.ImportingSide.counts;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The same file again records nothing, of whatever kind it is. */
@SuppressWarnings("NullAway.Init") // the command side is started before the tests
class ImportTwiceTest {

  @TempDir
  static Path dataDir;

  private static ImportingSide side;

  @BeforeAll
  static void start() {
    side = ImportingSide.in(dataDir);
    House.isBuiltIn(side);
  }

  @AfterAll
  static void stop() {
    side.close();
  }

  static Stream<String> kinds() {
    return Stream.of(ImportKind.values()).map(ImportKind::pathName);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void acceptsNothingTheSecondTime(String kind) {
    String file = House.files().getOrDefault(kind, "");
    TrackingToken before = head();

    assertThat(counts(side.run(kind, file)))
        .isEqualTo("0 accepted, %d unchanged, 0 rejected".formatted(House.rows(kind)));
    assertThat(head()).isEqualTo(before);
  }

  @Test
  void rejectsWhatItRejectedBefore() {
    String file = """
        dealId,source,stage,repId
        twice-1,crm,PROPOSAL,r1
        twice-2,crm,PROPOSAL,nobody
        twice-3,crm,NONE,r1
        twice-4,crm,PROPOSAL,r1
        """;
    JsonNode first = side.run("deals", file);
    TrackingToken before = head();
    JsonNode second = side.run("deals", file);

    assertThat(counts(first)).isEqualTo("2 accepted, 0 unchanged, 2 rejected");
    assertThat(counts(second)).isEqualTo("0 accepted, 2 unchanged, 2 rejected");
    assertThat(side.rejections(second)).isEqualTo(side.rejections(first));
    assertThat(head()).isEqualTo(before);
  }

  @Test
  void aRowThatDiffersIsTheOnlyOneThatIsAccepted() {
    String file = """
        dealId,source,stage,amount,currency
        changed-1,crm,PROPOSAL,1,EUR
        changed-2,crm,PROPOSAL,1,EUR
        changed-3,crm,PROPOSAL,1,EUR
        """;
    JsonNode first = side.run("deals", file);
    JsonNode second =
        side.run("deals", file.replace("changed-2,crm,PROPOSAL,1", "changed-2,crm,PROPOSAL,2"));

    assertThat(counts(first)).isEqualTo("3 accepted, 0 unchanged, 0 rejected");
    assertThat(counts(second)).isEqualTo("1 accepted, 2 unchanged, 0 rejected");
  }

  private static TrackingToken head() {
    return side.bean(EventStore.class).createHeadToken();
  }
}
