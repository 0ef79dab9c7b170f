package dev.quotaledger.command.spend;

import static dev.quotaledger.command.RefusedWith.refusedWith;

import dev.quotaledger.api.Money;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.SpendCommand.RecordSpend;
import dev.quotaledger.api.SpendCommand.VoidSpend;
import dev.quotaledger.api.SpendEvent;
import dev.quotaledger.api.SpendEvent.SpendCorrected;
import dev.quotaledger.api.SpendEvent.SpendRecorded;
import dev.quotaledger.api.SpendEvent.SpendVoided;
import dev.quotaledger.api.SpendFacts;
import dev.quotaledger.api.SpendId;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.command.KnownReferences;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a spent amount decides; each test names the invariant of {@link Spend} that it shows. */
class SpendTest {

  private static final SpendId SPEND = new SpendId("ads-1");
  private static final PersonalText REASON = new PersonalText("spend-ads-1", "Zm9vYmFy");
  private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);

  private FixtureConfiguration<Spend> spend;

  @BeforeEach
  void knowATeam() {
    spend = new AggregateTestFixture<>(Spend.class);
    spend.registerInjectableResource(new KnownReferences());
  }

  @Nested
  class RecordingAnAmount {

    @Test
    void takesEffectOnTheFirstOfItsDays() { // 2
      spend
          .givenNoPriorActivity()
          .when(record(ads("1000", MARCH, "north")))
          .expectEvents(new SpendRecorded(SPEND, ads("1000", MARCH, "north"), MARCH));
    }

    @Test
    void recordsNothingTwice() { // 1
      spend
          .givenCommands(record(ads("1000.00", MARCH, null)))
          .when(record(ads("1000", MARCH, null)))
          .expectNoEvents();
    }

    @Test
    void takesARefund() {
      spend
          .givenNoPriorActivity()
          .when(record(ads("-12.5", MARCH, null)))
          .expectEvents(new SpendRecorded(SPEND, ads("-12.50", MARCH, null), MARCH));
    }

    @Test
    void refusesAnUnknownTeam() { // 3
      spend
          .givenNoPriorActivity()
          .when(record(ads("1000", MARCH, "nowhere")))
          .expectNoEvents()
          .expectException(refusedWith(new Refusal.UnknownReference("teamId", "nowhere")));
    }
  }

  @Nested
  class RecordingItAgainWithOtherFacts {

    @Test
    void correctsItFromTheEarlierFirstDayOn() { // 2
      SpendFacts before = ads("1000", MARCH, null);
      SpendFacts later = ads("1100", MARCH.plusDays(3), null);
      SpendFacts earlier = ads("1000", MARCH.minusDays(3), null);
      spend
          .givenCommands(record(before))
          .when(record(later))
          .expectEvents(new SpendCorrected(SPEND, before, later, MARCH, REASON));
      spend
          .givenCommands(record(before))
          .when(record(earlier))
          .expectEvents(new SpendCorrected(SPEND, before, earlier, MARCH.minusDays(3), REASON));
    }

    @Test
    void refusesATeamThatIsNewAndUnknown() { // 3
      spend
          .givenCommands(record(ads("1000", MARCH, "north")))
          .when(record(ads("1000", MARCH, "nowhere")))
          .expectNoEvents()
          .expectException(refusedWith(new Refusal.UnknownReference("teamId", "nowhere")));
    }

    @Test
    void isPossibleUpToAThousandEventsAndNotOnceMore() { // 5
      spend
          .given(corrections(999))
          .when(record(ads("7", MARCH, null)))
          .expectEvents(new SpendCorrected(
              SPEND, ads("998", MARCH, null), ads("7", MARCH, null), MARCH, REASON));
      spend
          .given(corrections(1_000))
          .when(record(ads("7", MARCH, null)))
          .expectNoEvents()
          .expectException(refusedWith(new Refusal.TooManyEvents("spend", "ads-1", 1_000)));
      spend
          .given(corrections(1_000))
          .when(new VoidSpend(SPEND, REASON))
          .expectEvents(new SpendVoided(SPEND, MARCH, REASON));
    }

    /** A record of 0, and corrections to 1, 2 and on. */
    private List<SpendEvent> corrections(int count) {
      return Stream.concat(
              Stream.<SpendEvent>of(new SpendRecorded(SPEND, ads("0", MARCH, null), MARCH)),
              IntStream.range(1, count)
                  .mapToObj(to -> new SpendCorrected(
                      SPEND,
                      ads(String.valueOf(to - 1), MARCH, null),
                      ads(String.valueOf(to), MARCH, null),
                      MARCH,
                      null)))
          .toList();
    }
  }

  @Nested
  class VoidingIt {

    @Test
    void takesItBackFromItsFirstDayOn() { // 2
      spend
          .givenCommands(record(ads("1000", MARCH, null)))
          .when(new VoidSpend(SPEND, REASON))
          .expectEvents(new SpendVoided(SPEND, MARCH, REASON));
    }

    @Test
    void recordsNothingTwice() { // 4
      spend
          .givenCommands(record(ads("1000", MARCH, null)), new VoidSpend(SPEND, REASON))
          .when(new VoidSpend(SPEND, REASON))
          .expectNoEvents();
    }

    @Test
    void refusesEveryRecordFromThenOn() { // 4
      spend
          .givenCommands(record(ads("1000", MARCH, null)), new VoidSpend(SPEND, REASON))
          .when(record(ads("1000", MARCH, null)))
          .expectNoEvents()
          .expectException(refusedWith(new Refusal.SpendIsVoid(SPEND)));
    }

    @Test
    void refusesWhatWasNeverRecorded() {
      spend
          .givenNoPriorActivity()
          .when(new VoidSpend(SPEND, REASON))
          .expectNoEvents()
          .expectException(AggregateNotFoundException.class);
    }
  }

  private static RecordSpend record(SpendFacts facts) {
    return new RecordSpend(SPEND, facts, REASON);
  }

  /** Thirty days of it. */
  private static SpendFacts ads(String amount, LocalDate from, @Nullable String team) {
    return new SpendFacts(
        "marketing",
        "search ads",
        Money.of(amount, "EUR"),
        from,
        from.plusDays(29),
        team == null ? null : new TeamId(team),
        null);
  }
}
