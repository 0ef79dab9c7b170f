package dev.quotaledger.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.api.DealFacts;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.DomainEvent;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.RepId;
import dev.quotaledger.model.attainment.RecordedFacts;
import dev.quotaledger.model.attainment.StoredEvent;
import dev.quotaledger.proof.NotProven;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A saved answer is compared with figures of its own basis. The first quarter was closed with 100, of
 * which 20 more were recorded later; the second one has 150.
 */
class ReportTest {

  private static final LocalDate FEBRUARY = LocalDate.of(2026, 2, 1);
  private static final LocalDate MAY = LocalDate.of(2026, 5, 1);
  private static final PlanId PLAN = new PlanId("p");

  private final RecordedFacts facts = new RecordedFacts();
  private final Map<String, Long> sequences = new HashMap<>();
  private Instant clock = Instant.parse("2026-01-01T00:00:00Z");

  @BeforeEach
  void aQuarterIsClosedAndADealOfItComesLate() {
    take(
        "calendar-c",
        new CalendarDefined(
            new CalendarId("c"),
            ZoneOffset.UTC,
            List.of(
                new Period(
                    new PeriodId("Q1"), LocalDate.of(2026, 1, 1), LocalDate.of(2026, 3, 31), null),
                new Period(
                    new PeriodId("Q2"),
                    LocalDate.of(2026, 4, 1),
                    LocalDate.of(2026, 6, 30),
                    null))));
    take(
        "plan-p",
        new PlanOpened(
            PLAN, "P", new CalendarId("c"), Currency.getInstance("USD"), null, FEBRUARY));
    won("d1", "100", FEBRUARY);
    take("plan-p", new PeriodClosed(PLAN, new PeriodId("Q1"), FEBRUARY, null));
    won("d2", "20", FEBRUARY);
    won("d3", "150", MAY);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "'', Q1, 120.00, null",
        "'\"basis\":\"EARNED\",', Q2, 150.00, null",
        "'\"basis\":\"POSTED\",', Q1, 100.00, '\"0.00\"'",
        "'\"basis\":\"POSTED\",', Q2, 170.00, '\"20.00\"'"
      })
  void figuresOfEitherBasisAreRecomputed(
      String basis, String period, String credited, String prior) {
    assertThat(Report.read(answer(basis, period, credited, prior)).compareWith(facts))
        .startsWith("1 figures of plan p, as of any day");
  }

  @Test
  void figuresOfOneBasisAreNotThoseOfTheOther() {
    Report mixed = Report.read(answer("\"basis\":\"POSTED\",", "Q1", "120.00", "\"0.00\""));
    assertThatExceptionOfType(NotProven.class)
        .isThrownBy(() -> mixed.compareWith(facts))
        .withMessageContaining("credit 120.00 in the report, but the events give null and 100.00");
  }

  @Test
  void creditOfPriorPeriodsIsComparedAsWell() {
    Report forged = Report.read(answer("\"basis\":\"POSTED\",", "Q2", "170.00", "\"0.00\""));
    assertThatExceptionOfType(NotProven.class)
        .isThrownBy(() -> forged.compareWith(facts))
        .withMessageContaining(
            "credit of prior periods 0.00 in the report, but the events give 20.00");
  }

  @Test
  void anotherBasisIsNoReport() {
    assertThatExceptionOfType(Unusable.class)
        .isThrownBy(() -> Report.read(answer("\"basis\":\"PAID\",", "Q1", "1.00", "null")))
        .withMessageContaining("basis");
  }

  private static byte[] answer(String basis, String period, String credited, String prior) {
    return """
        {"planId":"p",%s"asOf":null,"knownAt":"2026-12-31T00:00:00Z","items":[
          {"subject":{"type":"REP","id":"ann"},"periodId":"%s","quota":null,"credited":"%s",
           "priorPeriodCredit":%s}]}""".formatted(basis, period, credited, prior).getBytes(UTF_8);
  }

  private void won(String deal, String amount, LocalDate on) {
    DealId id = new DealId(deal);
    take(
        id.toString(),
        new DealOpened(
            id,
            new DealFacts(
                "crm",
                new RepId("ann"),
                List.of(),
                null,
                null,
                null,
                DealStage.PROPOSAL,
                Money.of(amount, "USD"),
                on,
                null,
                null,
                null),
            on,
            null));
    take(id.toString(), new DealWon(id, on, on, null, null));
  }

  private void take(String stream, DomainEvent event) {
    clock = clock.plusSeconds(60);
    long sequence = sequences.merge(stream, 0L, (last, _) -> last + 1);
    facts.take(new StoredEvent(event, stream, sequence, clock, "event-" + clock, "ops"));
  }
}
