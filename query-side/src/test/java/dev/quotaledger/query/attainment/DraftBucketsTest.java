package dev.quotaledger.query.attainment;

import static dev.quotaledger.query.attainment.Figures.PLAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.Money;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanEvent.QuotaDrafted;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** What revisions draft is listed as it stands in a view, and is no figure. */
class DraftBucketsTest {

  private static EmbeddedReadStore store;
  private static int generation;

  private Figures figures;

  @BeforeAll
  static void open(@TempDir Path directory) {
    store = EmbeddedReadStore.open(directory, DataSize.ofMegabytes(16));
  }

  @AfterAll
  static void close() throws Exception {
    store.close();
  }

  @BeforeEach
  void aRepWithQuota() {
    figures = new Figures(store, ++generation)
        .withCalendar()
        .withRep("ann", null)
        .withRep("ben", null)
        .withPlan(null)
        .withQuota(Subject.rep(new RepId("ann")), null, "2026Q1", "100");
  }

  @Test
  void aLaterDraftOfTheSameLineAndDayTakesThePlaceOfTheOneBefore() {
    Instant before = figures.record(draft(2, "ben", "10", "2026-01-01"));
    QuotaDrafted later = draft(2, "ann", "120", "2026-02-01");
    QuotaDrafted again = draft(2, "ann", "130", "2026-01-01");
    figures.record(draft(2, "ann", "110", "2026-01-01"));
    figures.record(later);
    figures.record(again);

    assertThat(figures.drafts(2, View.LIVE))
        .containsExactly(again, later, draft(2, "ben", "10", "2026-01-01"));
    assertThat(figures.drafts(2, new View(null, before)))
        .containsExactly(draft(2, "ben", "10", "2026-01-01"));
    assertThat(figures.drafts(2, new View(LocalDate.of(2026, 1, 31), null)))
        .doesNotContain(later)
        .contains(again);
  }

  @Test
  void aRevisionHasOnlyItsOwn() {
    figures.record(draft(2, "ann", "110", "2026-01-01"));
    figures.record(draft(3, "ann", "120", "2026-01-01"));

    assertThat(figures.drafts(3, View.LIVE)).containsExactly(draft(3, "ann", "120", "2026-01-01"));
    assertThat(figures.drafts(4, View.LIVE)).isEmpty();
  }

  @Test
  void redeliveryChangesNothingAndNoDraftIsAFigure() {
    figures.record(draft(2, "ann", "110", "2026-01-01"));
    figures.record(draft(2, "ann", "120", "2026-01-01"));
    var standing = figures.drafts(2, View.LIVE);

    figures.project(figures.log());
    figures.project(figures.log().subList(5, 6));

    assertThat(figures.drafts(2, View.LIVE)).isEqualTo(standing).hasSize(1);
    assertThat(figures
            .figure("2026Q1", GroupBy.REP, new Node(Node.Type.REP, "ann"), View.LIVE)
            .quota())
        .isEqualTo(Money.of("100", "USD"));
  }

  private static QuotaDrafted draft(int revision, String rep, String amount, String effectiveOn) {
    return new QuotaDrafted(
        PLAN,
        revision,
        new QuotaLineKey(Subject.rep(new RepId(rep)), null, null, new PeriodId("2026Q1")),
        null,
        Money.of(amount, "USD"),
        LocalDate.parse(effectiveOn),
        null);
  }
}
