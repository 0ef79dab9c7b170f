package dev.quotaledger.command.imports;

import static dev.quotaledger.command.imports.ImportingSide.counts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Files of quotas with a column for each period. */
@SuppressWarnings("NullAway.Init") // the command side is started before the tests
class QuotaSheetTest {

  @TempDir
  static Path dataDir;

  private static ImportingSide side;

  @BeforeAll
  static void start() {
    side = ImportingSide.in(dataDir, "quotaledger.imports.batch-rows=2");
    House.isBuiltIn(side);
  }

  @AfterAll
  static void stop() {
    side.close();
  }

  @Test
  void everyFilledCellIsALineAndABadOneLeavesTheOthersAlone() {
    JsonNode done = side.run("quotaSheets", """
        planId,subjectType,subjectId,productLine,reason,effectiveOn,Q1,Q2,Q3,Q9
        fy26,TEAM,sales,Toys,a plan,2026-01-15,100,x,-,
        fy26,TEAM,sales,Games,,,,200.50,300.001,7
        ,,,,,,,,,
        """);

    assertThat(counts(done)).isEqualTo("2 accepted, 0 unchanged, 3 rejected");
    assertThat(done.path("rows").asLong()).isEqualTo(5);
    assertThat(side.rejections(done)).isEqualToNormalizingNewlines("""
        line,code,message,planId,subjectType,subjectId,productLine,reason,effectiveOn,Q1,Q2,Q3,Q9
        2,invalid-value,"Q2: expected a decimal number of at most 30 digits and 30 decimals, but was 'x'.",fy26,TEAM,sales,Toys,a plan,2026-01-15,,x,,
        3,not-in-minor-units,"A quota of this plan is a whole number of minor units of USD, but was 300.001 USD.",fy26,TEAM,sales,Games,,,,,300.001,
        3,unknown-reference,"The field periodId names 'Q9', which does not exist.",fy26,TEAM,sales,Games,,,,,,7
        """);
    assertThat(lines("Toys")).containsExactly("Q1 100.00 USD 2026-01-15");
    assertThat(lines("Games")).containsExactly("Q2 200.50 USD 2026-01-01");
  }

  @Test
  void whatIsMendedSetsOnlyWhatWasRejected() {
    JsonNode done = side.run("quotaSheets", """
        planId,subjectType,subjectId,productLine,Q1,Q2
        fy26,TEAM,sales,Kites,100,x
        """);
    JsonNode mended = side.run("quotaSheets", side.rejections(done).replace(",x", ",200"));

    assertThat(counts(mended)).isEqualTo("1 accepted, 0 unchanged, 0 rejected");
    assertThat(lines("Kites"))
        .containsExactly("Q1 100.00 USD 2026-01-01", "Q2 200.00 USD 2026-01-01");
  }

  @Test
  void aSheetHasAColumnForAPeriod() {
    JsonNode none = side.post("quotaSheets", "planId,subjectType\nfy26,HOUSE\n").json();
    JsonNode odd =
        side.post("quotaSheets", "planId,subjectType,first quarter\n").json();

    assertThat(none.path("error").asString()).contains("it has no column named by a period");
    assertThat(odd.path("error").asString()).contains("it has 'first quarter', which is unknown");
  }

  @Test
  void goesOnInTheMiddleOfALine(@TempDir Path another) {
    String sheet = "planId,subjectType,subjectId,productLine,Q1,Q2,Q3,Q4\n"
        + IntStream.range(0, 400)
            .mapToObj("fy26,TEAM,sales,Line %d,1,2,3,4\n"::formatted)
            .collect(Collectors.joining());
    String id;
    try (ImportingSide first = ImportingSide.in(another, "quotaledger.imports.batch-rows=3")) {
      House.isBuiltIn(first);
      id = first.post("quotaSheets", sheet).member("importId");
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> first.get("/imports/" + id).json().path("rowsRead").asLong() > 0);
    }
    try (ImportingSide second = ImportingSide.in(another)) {
      assertThat(counts(second.completed(id))).isEqualTo("1600 accepted, 0 unchanged, 0 rejected");
    }
  }

  private static List<String> lines(String productLine) {
    return side.stored(new PlanId("fy26")).stream()
        .filter(QuotaSet.class::isInstance)
        .map(QuotaSet.class::cast)
        .filter(set -> String.valueOf(set.line().productLine()).equals(productLine))
        .map(set -> set.line().periodId().value() + " " + set.after() + " " + set.effectiveOn())
        .toList();
  }
}
