package dev.quotaledger.command.forecastcall;

import static dev.quotaledger.command.RefusedWith.refusedWith;

import dev.quotaledger.api.AlertId;
import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.CallFigures;
import dev.quotaledger.api.ForecastCallCommand;
import dev.quotaledger.api.ForecastCallCommand.AdjustForecastCall;
import dev.quotaledger.api.ForecastCallCommand.Amounts;
import dev.quotaledger.api.ForecastCallCommand.SubmitForecastCall;
import dev.quotaledger.api.ForecastCallEvent.ForecastCallAdjusted;
import dev.quotaledger.api.ForecastCallEvent.ForecastCallSubmitted;
import dev.quotaledger.api.ForecastCallId;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.PlanState;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.command.KnownReferences;
import dev.quotaledger.command.References;
import dev.quotaledger.model.AlertState;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.Holders;
import dev.quotaledger.model.Organization;
import dev.quotaledger.model.Plan;
import dev.quotaledger.model.PlanOutline;
import dev.quotaledger.runtime.MessageMetadata;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a call decides; each test names the invariant of {@link ForecastCall} that it shows. */
class ForecastCallTest {

  private static final PlanId PLAN = new PlanId("fy26");
  private static final PeriodId YEAR = new PeriodId("FY26");
  private static final PeriodId Q1 = new PeriodId("FY26-Q1");
  private static final ForecastCallId CALL = call(Q1, Subject.rep(new RepId("275")));
  private static final LocalDate TODAY = LocalDate.of(2026, 2, 10);
  private static final PersonalText NOTE = new PersonalText("rep-275", "Zm9vYmFy");
  private static final Map<String, String> BY_275 = Map.of(MessageMetadata.ACTOR_REP, "275");
  private static final Map<String, String> BY_276 = Map.of(MessageMetadata.ACTOR_REP, "276");

  private FixtureConfiguration<ForecastCall> calls;

  @BeforeEach
  void knowAPlanOfAYearAndItsFirstQuarter() {
    calls = known(PlanState.PUBLISHED, Set.of());
  }

  @Test
  void whatWasSubmittedStaysBesideItsAdjustment() { // 1
    calls
        .given(submitted("100", "150"))
        .when(adjust(CALL, "120", null), BY_276)
        .expectEvents(new ForecastCallAdjusted(
            CALL, figures("100", "150"), figures("120", null), TODAY, NOTE));
  }

  @Test
  void theSameIsSubmittedAgainSinceItIsMeantAgain() { // 1
    calls
        .given(submitted("100", "150"))
        .when(submit(CALL, "100", "150"), BY_275)
        .expectEvents(submitted("100", "150"));
  }

  @Test
  void whoIsAboveMaySpeakFirst() {
    calls
        .givenNoPriorActivity()
        .when(adjust(CALL, "120", null), BY_276)
        .expectEvents(new ForecastCallAdjusted(CALL, null, figures("120", null), TODAY, NOTE));
  }

  @Test
  void amountsMayBeInAnyOrder() { // 4
    calls
        .givenNoPriorActivity()
        .when(submit(CALL, "200", "-5"))
        .expectEvents(submitted("200", "-5"));
  }

  @Test
  void refusesWhatDoesNotExist() { // 2
    refuses(
        submit(new ForecastCallId(new PlanId("none"), Q1, CALL.subject()), "1", null),
        new Refusal.NotFound("plan", "none"));
    refuses(
        submit(call(new PeriodId("FY27"), CALL.subject()), "1", null),
        new Refusal.UnknownReference("periodId", "FY27"));
    refuses(
        submit(call(Q1, Subject.rep(new RepId("999"))), "1", null),
        new Refusal.UnknownReference("subject.id", "999"));
    refuses(
        adjust(call(Q1, Subject.team(new TeamId("south"))), "1", null),
        new Refusal.UnknownReference("subject.id", "south"));
  }

  @Test
  void nothingIsSaidOfAClosedPlanOrPeriodOrOneThatContainsIt() { // 2, 3
    refuses(
        PlanState.CLOSED,
        Set.of(),
        submit(CALL, "1", null),
        new Refusal.PlanInWrongState(PLAN, PlanState.CLOSED, "take a call"));
    refuses(
        PlanState.PUBLISHED,
        Set.of(Q1),
        submit(CALL, "1", null),
        new Refusal.PeriodClosed(PLAN, Q1));
    refuses(
        PlanState.PUBLISHED,
        Set.of(YEAR),
        adjust(CALL, "1", null),
        new Refusal.PeriodClosed(PLAN, Q1));
  }

  @Test
  void refusesAmountsFinerThanTheMinorUnit() { // 4
    refuses(
        submit(CALL, "1", "2.005"),
        new Refusal.CallNotInMinorUnits("bestCase", Money.of("2.005", "USD")));
  }

  @Test
  void nobodyAdjustsTheirOwnCall() { // 5
    calls
        .given(submitted("100", null))
        .when(adjust(CALL, "120", null), BY_275)
        .expectNoEvents()
        .expectException(refusedWith(new Refusal.OwnCall(PLAN, new RepId("275"))));
  }

  @Test
  void aCallHasAThousandEventsAtMost() { // 6
    int most = ForecastCallCommand.MAX_EVENTS;
    calls
        .given(Collections.nCopies(most - 1, submitted("100", null)))
        .when(submit(CALL, "1", null))
        .expectEvents(submitted("1", null));
    calls = known(PlanState.PUBLISHED, Set.of());
    calls
        .given(Collections.nCopies(most, submitted("100", null)))
        .when(submit(CALL, "1", null))
        .expectNoEvents()
        .expectException(
            refusedWith(new Refusal.TooManyEvents("forecast call", "fy26/FY26-Q1/rep-275", most)));
  }

  private void refuses(ForecastCallCommand command, Refusal refusal) {
    refuses(PlanState.PUBLISHED, Set.of(), command, refusal);
  }

  private void refuses(
      PlanState state, Set<PeriodId> closed, ForecastCallCommand command, Refusal refusal) {
    known(state, closed)
        .givenNoPriorActivity()
        .when(command)
        .expectNoEvents()
        .expectException(refusedWith(refusal));
  }

  private static ForecastCallId call(PeriodId periodId, Subject subject) {
    return new ForecastCallId(PLAN, periodId, subject);
  }

  private static SubmitForecastCall submit(
      ForecastCallId call, String commit, @Nullable String bestCase) {
    return new SubmitForecastCall(call, amounts(commit, bestCase), TODAY, NOTE);
  }

  private static AdjustForecastCall adjust(
      ForecastCallId call, String commit, @Nullable String bestCase) {
    return new AdjustForecastCall(call, amounts(commit, bestCase), TODAY, NOTE);
  }

  private static Amounts amounts(String commit, @Nullable String bestCase) {
    return new Amounts(
        new BigDecimal(commit), bestCase == null ? null : new BigDecimal(bestCase), null);
  }

  private static ForecastCallSubmitted submitted(String commit, @Nullable String bestCase) {
    return new ForecastCallSubmitted(CALL, figures(commit, bestCase), TODAY, NOTE);
  }

  private static CallFigures figures(String commit, @Nullable String bestCase) {
    return new CallFigures(
        Money.of(commit, "USD"), bestCase == null ? null : Money.of(bestCase, "USD"), null);
  }

  private static FixtureConfiguration<ForecastCall> known(
      PlanState state, Set<PeriodId> closedPeriods) {
    CalendarId calendar = new CalendarId("fiscal");
    PlanOutline plan = new PlanOutline(
        new Plan.Header("Plan", calendar, Currency.getInstance("USD"), null), state, closedPeriods);
    FixtureConfiguration<ForecastCall> fixture = new AggregateTestFixture<>(ForecastCall.class);
    fixture.registerInjectableResource(new OnePlan(plan, new KnownReferences()));
    return fixture;
  }

  /** One plan and its calendar, beside what else is known. */
  private record OnePlan(PlanOutline outline, References others) implements References {

    @Override
    public Organization organization() {
      return others.organization();
    }

    @Override
    public Optional<Calendar> calendar(CalendarId calendarId) {
      Calendar calendar = new Calendar();
      calendar.evolve(new CalendarDefined(
          calendarId,
          ZoneOffset.UTC,
          List.of(
              new Period(YEAR, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 3, 31), null),
              new Period(Q1, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 3, 31), YEAR))));
      return Optional.of(calendar);
    }

    @Override
    public Optional<PlanOutline> plan(PlanId planId) {
      return planId.equals(PLAN) ? Optional.of(outline) : Optional.empty();
    }

    @Override
    public Optional<Holders> territory(TerritoryId territoryId) {
      return others.territory(territoryId);
    }

    @Override
    public Optional<AlertState> alert(AlertId alertId) {
      return others.alert(alertId);
    }
  }
}
