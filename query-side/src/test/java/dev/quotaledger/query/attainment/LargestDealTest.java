package dev.quotaledger.query.attainment;

import static dev.quotaledger.query.LargestDeal.AMOUNT;
import static dev.quotaledger.query.LargestDeal.CLOSED_ON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.DealEvent.DealCreditSplitChanged;
import dev.quotaledger.api.Money;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.LargestDeal;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** The largest deal that a client can make is stored and read like any other. */
class LargestDealTest {

  /** A quarter of the 16 MB that MongoDB takes. */
  private static final int QUARTER_OF_A_DOCUMENT = 4_000_000;

  private static EmbeddedReadStore store;
  private static int generation;

  @BeforeAll
  static void open(@TempDir Path directory) {
    store = EmbeddedReadStore.open(directory, DataSize.ofMegabytes(16));
  }

  @AfterAll
  static void close() throws Exception {
    store.close();
  }

  @Test
  void isStoredInDocumentsThatAreFarFromTooLarge() {
    Figures figures = figuresOf(LargestDeal.events(20));

    assertThat(figures.sizes("deals")).singleElement().matches(LargestDealTest::isSmall);
    assertThat(figures.sizes("credits")).hasSize(1_000).allMatch(LargestDealTest::isSmall);
  }

  @Test
  void isStoredThusAlsoWhereTheSameRepsAlwaysShareIt() {
    Figures figures = figuresOf(LargestDeal.events(1));

    assertThat(figures.sizes("deals")).singleElement().matches(LargestDealTest::isSmall);
    assertThat(figures.sizes("credits")).hasSize(50).allMatch(LargestDealTest::isSmall);
    assertThat(creditedOn(figures, CLOSED_ON.plusDays(999))).isEqualTo(AMOUNT);
    assertThat(creditedOn(figures, CLOSED_ON.plusDays(1_001)).isZero()).isTrue();
  }

  private static boolean isSmall(int size) {
    return size < QUARTER_OF_A_DOCUMENT;
  }

  private static Money creditedOn(Figures figures, LocalDate day) {
    return figures
        .figure("2026Q1", GroupBy.PLAN, Node.plan(Figures.PLAN), new View(day, null))
        .credited();
  }

  /** Its events are delivered in batches like those of a rebuild. */
  private static Figures figuresOf(List<RecordedEvent> events) {
    Figures figures = new Figures(store, ++generation).withCalendar().withPlan(null);
    events.stream()
        .map(RecordedEvent::payload)
        .filter(DealCreditSplitChanged.class::isInstance)
        .flatMap(event -> ((DealCreditSplitChanged) event).after().stream())
        .map(share -> share.repId().value())
        .distinct()
        .forEach(rep -> figures.withRep(rep, null));
    figures.projected();
    for (int from = 0; from < events.size(); from += 500) {
      figures.project(events.subList(from, Math.min(from + 500, events.size())));
    }
    return figures;
  }
}
