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
 * The program that the README starts answers who is on quota on real data, also when its first start
 * was cut off, and later starts load nothing twice.
 */
class DemoIT {

  private static final String ATTAINMENT = "/plans/adventureworks/attainment?limit=1000&groupBy=";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int QUOTAS = 163;

  @TempDir
  private Path directory;

  @Test
  void showsTheSamplesTotalsForEveryRepAndPeriod() {
    try (Program cutOff = start()) {
      awaitDeals(cutOff.client(), deals -> deals.path("rowsRead").asLong() > 0);
      cutOff.kill();
    }
    long events;
    try (Program program = start()) {
      Client client = program.client();
      awaitDeals(client, deals -> deals.path("state").asString().equals("COMPLETED"));
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
      program.stop();
    }
    try (Program again = start()) {
      awaitDeals(again.client(), deals -> deals.path("state").asString().equals("COMPLETED"));
      new ReadModels(again.client()).awaitAll();
      assertThat(head(again.client())).isEqualTo(events);
      assertThat(again.client().get("/imports").expect(200).items()).hasSize(7);
    }
  }

  private Program start() {
    return Program.standalone(directory.resolve("data"), "--quotaledger.demo=true");
  }

  private static void awaitDeals(Client client, Predicate<JsonNode> condition) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> client.get("/imports").expect(200).items().stream()
            .filter(each -> each.path("kind").asString().equals("deals"))
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
