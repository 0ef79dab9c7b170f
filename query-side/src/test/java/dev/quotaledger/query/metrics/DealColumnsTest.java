package dev.quotaledger.query.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DealEvent.DealLost;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.api.DealFacts;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.OrganizationEvent.RepTransferred;
import dev.quotaledger.api.OrganizationEvent.TeamCreated;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Share;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.query.Ledger;
import dev.quotaledger.query.ReadsApplication;
import dev.quotaledger.runtime.web.Client;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * A live answer, which is computed from columns, has the figures of a view that has the same deals
 * but goes through their rows: also after more of them have changed what was kept in memory.
 */
@SpringBootTest(classes = ReadsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class DealColumnsTest {

  private static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);
  private static final List<RepId> REPS =
      List.of(new RepId("ann"), new RepId("ben"), new RepId("cleo"));
  private static final List<TerritoryId> LANDS =
      List.of(new TerritoryId("west"), new TerritoryId("east"));
  private static final List<ProductLine> LINES =
      List.of(new ProductLine("cloud"), new ProductLine("desk"));

  /** Does not fit into 64 bits when counted in ten-thousandths; with another one, no sum would. */
  private static final String LARGE = "950000000000000.0001";

  @Autowired
  private Ledger ledger;

  @LocalServerPort
  private int port;

  private final Random random = new Random(20_261_130);
  private int deals;

  @BeforeEach
  void repsOfTwoTeamsOneOfWhomIsAwayForAWhile() {
    ledger.begin();
    TeamId north = new TeamId("north");
    TeamId south = new TeamId("south");
    ledger.record(new TeamCreated(north, "North", null, NEW_YEAR.minusYears(1)));
    ledger.record(new TeamCreated(south, "South", north, NEW_YEAR.minusYears(1)));
    ledger.record(new RepHired(REPS.get(0), north, null, NEW_YEAR.minusYears(1)));
    ledger.record(new RepHired(REPS.get(1), south, null, NEW_YEAR.minusYears(1)));
    ledger.record(new RepHired(REPS.get(2), null, null, NEW_YEAR.minusYears(1)));
    ledger.record(new RepTransferred(REPS.get(0), south, null, NEW_YEAR.plusDays(15), null));
    ledger.record(new RepTransferred(REPS.get(0), north, null, NEW_YEAR.plusDays(50), null));
    LANDS.forEach(land -> ledger.record(new TerritoryDefined(land, land.value(), null, NEW_YEAR)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rep", "team", "territory", "productLine", "leadSource", "plan"})
  void figuresFromColumnsAreThoseFromRows(String groupBy) {
    for (int round = 0; round < 3; round++) {
      ledger.recordAll(someDeals(120));
      for (String days :
          List.of("", "&from=2026-01-01&until=2026-01-31", "&from=2026-01-10&until=2026-02-07")) {
        for (String currency : List.of("", "&currency=EUR")) {
          String query = "?limit=1000&groupBy=" + groupBy + days + currency;

          JsonNode fromColumns = metrics(query);
          JsonNode fromRows = metrics(query + "&asOf=2026-12-31");

          assertThat(fromColumns.path("items")).isEqualTo(fromRows.path("items"));
          assertThat(fromColumns.path("excluded")).isEqualTo(fromRows.path("excluded"));
          assertThat(fromColumns.path("currency")).isEqualTo(fromRows.path("currency"));
        }
      }
    }
  }

  private JsonNode metrics(String query) {
    return new Client(port).get("/api/v1/metrics/deals" + query).json();
  }

  private List<DealEvent> someDeals(int count) {
    List<DealEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      DealId id = new DealId("d" + deals++);
      LocalDate opened = NEW_YEAR.plusDays(random.nextInt(40));
      events.add(new DealOpened(id, facts(opened), opened, null));
      LocalDate closed = opened.plusDays(random.nextInt(20) - 2L);
      switch (random.nextInt(3)) {
        case 0 -> events.add(new DealWon(id, closed, closed, null, null));
        case 1 -> events.add(new DealLost(id, closed, closed, null, null));
        default -> {} // it stays open
      }
    }
    return events;
  }

  private DealFacts facts(LocalDate opened) {
    return new DealFacts(
        "crm",
        one(REPS),
        random.nextInt(4) == 0
            ? List.of(
                new Share(REPS.get(0), new BigDecimal("60")),
                new Share(REPS.get(1), new BigDecimal("40")))
            : List.of(),
        one(LANDS),
        null,
        one(LINES),
        DealStage.PROSPECTING,
        amount(),
        random.nextInt(5) == 0 ? null : opened,
        null,
        null,
        null);
  }

  private @Nullable Money amount() {
    if (deals == 8) {
      return Money.of(LARGE, "USD");
    }
    String currency = random.nextInt(3) == 0 ? "EUR" : "USD";
    return switch (random.nextInt(12)) {
      case 0 -> null;
      case 1 -> Money.of("-" + random.nextInt(1_000) + ".25", currency);
      default -> Money.of(random.nextInt(100_000) + "." + random.nextInt(10_000), currency);
    };
  }

  private <T> @Nullable T one(List<T> some) {
    int which = random.nextInt(some.size() + 1);
    return which == some.size() ? null : some.get(which);
  }
}
