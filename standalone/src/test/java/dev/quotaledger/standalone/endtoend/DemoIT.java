package dev.quotaledger.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The program that the README starts answers who is on quota on real data, and all other figures on
 * what is invented around it, also when its first start was cut off, and later starts load nothing
 * twice.
 */
class DemoIT {

  private static final String ATTAINMENT = "/plans/adventureworks/attainment?limit=1000&groupBy=";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int QUOTAS = 163;
  private static final String LAST_KIND = "spend";
  private static final String FY14 = "&from=2013-05-30&until=2014-05-30";
  private static final String AS_OF_MARCH = "&period=FY14-Q4&asOf=2014-03-31";

  @TempDir
  private Path directory;

  @Test
  void showsTheSamplesTotalsForEveryRepAndPeriod() {
    try (Program cutOff = start()) {
      await(cutOff.client(), "deals", deals -> deals.path("rowsRead").asLong() > 0);
      cutOff.kill();
    }
    long events;
    try (Program program = start()) {
      Client client = program.client();
      await(client, LAST_KIND, DemoIT::isCompleted);
      new ReadModels(client).awaitAll();
      events = head(client);

      List<JsonNode> byRep = allItems(client, ATTAINMENT + "rep");
      assertThat(sum(byRep, "quota")).isEqualByComparingTo("95714000");
      assertThat(sum(byRep, "credited")).isEqualByComparingTo("80487704.1832");
      assertThat(byRep.stream().mapToLong(item -> item.path("deals").asLong()).sum())
          .isEqualTo(3_806);
      assertThat(byRep.stream().filter(item -> !item.path("quota").isNull())).hasSize(QUOTAS);
      assertThat(subjects(byRep)).hasSize(17);
      for (JsonNode item : byRep) {
        isTheRatioOfItsParts(item);
      }

      List<JsonNode> plan = allItems(client, ATTAINMENT + "plan");
      assertThat(plan).hasSize(12);
      assertThat(sum(plan, "quota")).isEqualByComparingTo("95714000");
      assertThat(sum(plan, "credited")).isEqualByComparingTo("80487704.1832");
      assertThat(sum(allItems(client, ATTAINMENT + "territory"), "credited"))
          .isEqualByComparingTo("80487704.1832");

      JsonNode linda = client
          .get(ATTAINMENT + "rep&period=FY14-Q3&subject=276")
          .expect(200)
          .items()
          .getFirst();
      assertThat(linda.path("quota").asString()).isEqualTo("894000.00");
      assertThat(linda.path("credited").asString()).isEqualTo("851503.5758");
      assertThat(linda.path("attainment").decimalValue()).isEqualByComparingTo("0.952465");
      hasFiguresOfDealsAndLeads(client);
      hasFiguresOfThePipeline(client);
      findsNothingWrongWith(client);
      new ReadmeExamples(client).areWhatItAnswers();
      program.stop();
    }
    try (Program again = start()) {
      await(again.client(), LAST_KIND, DemoIT::isCompleted);
      new ReadModels(again.client()).awaitAll();
      assertThat(head(again.client())).isEqualTo(events);
      assertThat(again.client().get("/imports").expect(200).items()).hasSize(11);
    }
  }

  private Program start() {
    return Program.standalone(directory.resolve("data"), "--quotaledger.demo=true");
  }

  private static void hasFiguresOfDealsAndLeads(Client client) {
    List<JsonNode> byRep =
        allItems(client, "/metrics/deals?planId=adventureworks&groupBy=rep" + FY14);
    assertThat(byRep).hasSize(17).allSatisfy(rep -> {
      assertThat(rep.path("lost").asLong()).isPositive();
      assertThat(rep.path("closeRate").asDouble()).isBetween(0.25, 0.65);
      assertThat(rep.path("medianCycleDays").asDouble()).isBetween(20.0, 70.0);
      assertThat(rep.path("salesVelocity").isNull()).isFalse();
    });
    assertThat(byRep.stream().mapToLong(rep -> rep.path("won").asLong()).sum()).isEqualTo(1_812);

    List<JsonNode> bySource =
        allItems(client, "/metrics/conversion?planId=adventureworks&groupBy=leadSource" + FY14);
    assertThat(subjects(bySource)).contains("WEB", "TRADE_SHOW", "REFERRAL", "PARTNER", "OUTBOUND");
    for (JsonNode source : bySource) {
      assertThat(source.path("leadConversionRate").asDouble()).isBetween(0.03, 0.4);
      assertThat(source.path("funnel").path(2).path("advanceRate").asDouble()).isBetween(0.2, 0.9);
      assertThat(source.path("funnel").path(2).path("medianDays").asDouble()).isPositive();
    }

    List<JsonNode> byTeam =
        allItems(client, "/metrics/cac?planId=adventureworks&groupBy=team" + FY14);
    assertThat(byTeam).hasSize(4);
    for (JsonNode team : byTeam) {
      assertThat(team.path("cac").asDouble()).isBetween(2_500.0, 6_000.0);
    }
  }

  private static void hasFiguresOfThePipeline(Client client) {
    List<JsonNode> coverage =
        allItems(client, "/metrics/coverage?planId=adventureworks&groupBy=rep" + AS_OF_MARCH);
    assertThat(coverage)
        .hasSize(17)
        .allSatisfy(rep -> assertThat(rep.path("requiredCoverage").asDouble()).isBetween(1.5, 4.0));
    assertThat(coverage)
        .filteredOn(rep -> rep.path("coverage").asDouble() > 0.5)
        .hasSizeGreaterThan(10);

    List<JsonNode> byTerritory =
        allItems(client, "/plans/adventureworks/forecast?groupBy=territory" + AS_OF_MARCH);
    assertThat(byTerritory).hasSize(10);
    JsonNode plan = client
        .get("/plans/adventureworks/forecast?groupBy=plan" + AS_OF_MARCH)
        .expect(200)
        .items()
        .getFirst();
    assertThat(sum(List.of(plan.path("categories")), "COMMIT")).isPositive();
    assertThat(sum(List.of(plan), "weightedPipeline")).isPositive();
    JsonNode landing = plan.path("landing");
    assertThat(sum(List.of(landing), "p10")).isLessThan(sum(List.of(landing), "p50"));
    assertThat(sum(List.of(landing), "p50")).isLessThan(sum(List.of(landing), "p90"));
  }

  private static void findsNothingWrongWith(Client client) {
    assertThat(client.get("/data-quality").expect(200).text("/total")).isEqualTo("0");
  }

  private static boolean isCompleted(JsonNode file) {
    return file.path("state").asString().equals("COMPLETED");
  }

  private static void await(Client client, String kind, Predicate<JsonNode> condition) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> client.get("/imports").expect(200).items().stream()
            .filter(each -> each.path("kind").asString().equals(kind))
            .anyMatch(condition));
  }

  private static long head(Client client) {
    return client.get("/admin/processors").expect(200).json().path("head").asLong();
  }

  private static List<JsonNode> allItems(Client client, String path) {
    List<JsonNode> items = new ArrayList<>();
    String cursor = "";
    do {
      Answer page =
          client.get(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor)).expect(200);
      items.addAll(page.items());
      cursor = page.text("/next");
    } while (!cursor.isEmpty());
    return items;
  }

  private static Set<String> subjects(List<JsonNode> items) {
    Set<String> subjects = new HashSet<>();
    items.forEach(item -> subjects.add(item.at("/subject/id").asString()));
    return subjects;
  }

  private static BigDecimal sum(List<JsonNode> items, String member) {
    return items.stream()
        .map(item -> item.path(member))
        .filter(amount -> !amount.isNull())
        .map(amount -> new BigDecimal(amount.asString()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static void isTheRatioOfItsParts(JsonNode item) {
    if (item.path("quota").isNull()) {
      assertThat(item.path("attainment").isNull()).isTrue();
      assertThat(item.path("reason").asString()).isEqualTo("NO_QUOTA");
    } else {
      BigDecimal quota = new BigDecimal(item.path("quota").asString());
      BigDecimal credited = new BigDecimal(item.path("credited").asString());
      assertThat(item.path("attainment").decimalValue())
          .isEqualByComparingTo(credited.divide(quota, 6, RoundingMode.HALF_UP));
      assertThat(new BigDecimal(item.path("gap").asString()))
          .isEqualByComparingTo(quota.subtract(credited));
    }
  }
}
