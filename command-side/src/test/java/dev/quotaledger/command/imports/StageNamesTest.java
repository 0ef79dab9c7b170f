package dev.quotaledger.command.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stages of a CRM are taken by the names that the CRM gives them. */
class StageNamesTest {

  @TempDir
  private Path data;

  @Test
  void areWhatConfigurationSaysOverHttpAndInFiles() {
    try (ImportingSide side = ImportingSide.in(
        data,
        "quotaledger.deals.stages[Closed Won]=WON",
        "quotaledger.deals.stages[Needs Analysis]=QUALIFIED")) {
      assertThat(put(side, "a", "closed won").status()).isEqualTo(201);
      assertThat(put(side, "b", "WON").status()).isEqualTo(201);
      Answer unknown = put(side, "c", "Closed Lost");
      assertThat(unknown.status()).isEqualTo(400);
      assertThat(unknown.member("field")).isEqualTo("stage");
      assertThat(unknown.member("expected"))
          .isEqualTo("one of PROSPECTING, QUALIFIED, PROPOSAL, NEGOTIATION, WON, LOST,"
              + " Closed Won, Needs Analysis");
      side.run("deals", """
          dealId,source,repId,territoryId,accountId,productLine,stage,amount,currency,createdOn,\
          expectedCloseOn,closedOn,leadId,sourceVersion
          d,crm,,,,,Needs Analysis,5,EUR,,,,,
          """);

      assertThat(last(side, "deal-a")).isInstanceOf(DealWon.class);
      assertThat(last(side, "deal-b")).isInstanceOf(DealWon.class);
      assertThat(last(side, "deal-d"))
          .isInstanceOfSatisfying(
              DealOpened.class,
              opened -> assertThat(opened.facts().stage()).hasToString("QUALIFIED"));
    }
  }

  @Test
  void cannotTakeAnotherStagesName() {
    assertThatThrownBy(
            () -> ImportingSide.in(data, "quotaledger.deals.stages[lost]=WON").close())
        .hasStackTraceContaining("quotaledger.deals.stages[lost] is a stage itself");
  }

  private static Answer put(ImportingSide side, String dealId, String stage) {
    return new Client(side.port())
        .sendJson(
            "PUT",
            "/api/v1/deals/" + dealId,
            """
            {"source":"crm","stage":"%s","amount":"10","currency":"EUR","closedOn":"2026-02-01"}""".formatted(stage),
            "Authorization",
            ImportingSide.ADMIN);
  }

  private static Object last(ImportingSide side, String aggregateId) {
    return side.stored(aggregateId).getLast();
  }
}
