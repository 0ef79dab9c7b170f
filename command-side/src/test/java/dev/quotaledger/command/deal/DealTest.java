package dev.quotaledger.command.deal;

import static dev.quotaledger.api.DealExample.aDeal;
import static dev.quotaledger.api.DealExample.share;
import static dev.quotaledger.command.RefusedWith.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.DealCommand;
import dev.quotaledger.api.DealCommand.AmendDeal;
import dev.quotaledger.api.DealCommand.RecordDeal;
import dev.quotaledger.api.DealCommand.RecordDealHistory;
import dev.quotaledger.api.DealCommand.SplitCredit;
import dev.quotaledger.api.DealCommand.VoidDeal;
import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DealEvent.Classification;
import dev.quotaledger.api.DealEvent.DealAmountChanged;
import dev.quotaledger.api.DealEvent.DealCloseDateChanged;
import dev.quotaledger.api.DealEvent.DealConfirmed;
import dev.quotaledger.api.DealEvent.DealCreditSplitChanged;
import dev.quotaledger.api.DealEvent.DealExpectedCloseChanged;
import dev.quotaledger.api.DealEvent.DealHistoryRecorded;
import dev.quotaledger.api.DealEvent.DealLost;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealOwnerChanged;
import dev.quotaledger.api.DealEvent.DealReclassified;
import dev.quotaledger.api.DealEvent.DealReopened;
import dev.quotaledger.api.DealEvent.DealStageChanged;
import dev.quotaledger.api.DealEvent.DealVoided;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.api.DealExample;
import dev.quotaledger.api.DealField;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealPatch;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Share;
import dev.quotaledger.api.SourceVersion;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.command.CommandMetadata;
import dev.quotaledger.command.KnownReferences;
import dev.quotaledger.runtime.MessageMetadata;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a deal decides; each test names the invariant of {@link Deal} that it shows. */
class DealTest {

  private static final DealId DEAL = new DealId("crm-1");
  private static final PersonalText REASON = new PersonalText("rep-275", "Zm9vYmFy");
  private static final LocalDate RECEIVED = day("2026-04-20");
  private static final LocalDate CLOSED = day("2026-03-31");

  private FixtureConfiguration<Deal> deal;

  @BeforeEach
  void knowSomeRepsAndTerritories() {
    deal = new AggregateTestFixture<>(Deal.class);
    deal.registerInjectableResource(new KnownReferences());
  }

  @Nested
  class RecordingANewDeal {

    @Test
    void opensItOnTheDayOfItsCreation() { // 4
      DealExample created = aDeal().dated("2026-01-15", null);
      deal.givenNoPriorActivity()
          .when(record(created))
          .expectEvents(new DealOpened(DEAL, created.facts(), day("2026-01-15"), null));
    }

    @Test
    void opensItOnTheDayOfItsArrivalWithoutADayOfCreation() { // 4
      deal.givenNoPriorActivity()
          .when(record(aDeal()))
          .expectEvents(new DealOpened(DEAL, aDeal().facts(), RECEIVED, null));
    }

    @Test
    void opensAndWinsAWonOneOnItsCloseDate() { // 4
      DealExample won = aDeal().wonOn("2026-03-31");
      deal.givenNoPriorActivity()
          .when(record(won))
          .expectEvents(
              new DealOpened(DEAL, won.facts(), CLOSED, null),
              new DealWon(DEAL, CLOSED, CLOSED, null, REASON));
    }

    @Test
    void opensAndLosesALostOneThatWasCreatedEarlier() { // 4
      DealExample lost = aDeal().lostOn("2026-03-31").dated("2026-03-01", null);
      deal.givenNoPriorActivity()
          .when(record(lost, version("7")))
          .expectEvents(
              new DealOpened(DEAL, lost.facts(), day("2026-03-01"), version("7")),
              new DealLost(DEAL, CLOSED, CLOSED, version("7"), REASON));
    }

    @Test
    void neverOpensItAfterItClosed() { // 4
      DealExample odd = aDeal().wonOn("2026-03-31").dated("2026-04-02", null);
      deal.givenNoPriorActivity()
          .when(record(odd))
          .expectEvents(
              new DealOpened(DEAL, odd.facts(), CLOSED, null),
              new DealWon(DEAL, CLOSED, CLOSED, null, REASON));
    }

    @Test
    void takesACreditNoteAndSplitsAndAClosingDateInTheFuture() {
      DealExample note = aDeal()
          .worth("-250.50")
          .split(share("275", "60"), share("276", "40"))
          .wonOn("2026-05-31");
      deal.givenNoPriorActivity()
          .when(record(note))
          .expectEvents(
              new DealOpened(DEAL, note.facts(), RECEIVED, null),
              new DealWon(DEAL, day("2026-05-31"), day("2026-05-31"), null, REASON));
    }

    @Test
    void refusesAnUnknownOwner() { // 7
      refuses(
          deal.givenNoPriorActivity(),
          record(aDeal().of("999")),
          new Refusal.UnknownReference("repId", "999"));
    }

    @Test
    void refusesAnUnknownRepAmongTheShares() { // 7
      refuses(
          deal.givenNoPriorActivity(),
          record(aDeal().split(share("275", "50"), share("999", "50"))),
          new Refusal.UnknownReference("splits.repId", "999"));
    }

    @Test
    void refusesAnUnknownTerritory() { // 7
      refuses(
          deal.givenNoPriorActivity(),
          record(aDeal().in("99")),
          new Refusal.UnknownReference("territoryId", "99"));
    }
  }

  @Nested
  class RecordingAnOpenDealAgain {

    @Test
    void recordsNothingWhenNothingDiffers() { // 1
      deal.givenCommands(record(aDeal())).when(record(aDeal())).expectNoEvents();
    }

    @Test
    void recordsNothingForTheSameVersionAgain() { // 1
      deal.givenCommands(record(aDeal(), version("7")))
          .when(record(aDeal(), version("7")))
          .expectNoEvents();
    }

    @Test
    void confirmsANewerVersionInWhichNothingDiffers() { // 2
      deal.givenCommands(record(aDeal(), version("7")))
          .when(record(aDeal(), version("8")))
          .expectEvents(new DealConfirmed(DEAL, RECEIVED, version("8")));
    }

    @Test
    void recordsNothingForAnOlderVersion() { // 2
      deal.givenCommands(record(aDeal(), version("7")))
          .when(record(aDeal().worth("2000.00"), version("6")))
          .expectNoEvents();
    }

    @Test
    void staysAsTheNewestVersionHasItWhenOneInBetweenArrivesLate() { // 2
      deal.givenCommands(record(aDeal(), version("1")), record(aDeal(), version("3")))
          .when(record(aDeal().worth("2000.00"), version("2")))
          .expectNoEvents();
    }

    @Test
    void ordersInstantsAsWellAsIntegers() { // 2
      deal.givenCommands(record(aDeal(), version("2026-04-01T10:00:00.5Z")))
          .when(record(aDeal().worth("2000.00"), version("2026-04-01T10:00:00Z")))
          .expectNoEvents();
    }

    @Test
    void takesAVersionOfTheOtherKindAsNewer() { // 2
      deal.givenCommands(record(aDeal(), version("2026-04-01T10:00:00Z")))
          .when(record(aDeal(), version("8")))
          .expectEvents(new DealConfirmed(DEAL, RECEIVED, version("8")));
    }

    @Test
    void takesARecordWithoutAVersionAsNewer() { // 2
      deal.givenCommands(record(aDeal(), version("7")))
          .when(record(aDeal().worth("2000.00")))
          .expectEvents(amountChanged("1000.00", "2000.00", RECEIVED));
    }

    @Test
    void remembersTheNewestVersionThroughARecordWithoutOne() { // 2
      deal.givenCommands(record(aDeal(), version("7")), record(aDeal().worth("2000.00")))
          .when(record(aDeal(), version("6")))
          .expectNoEvents();
    }

    @Test
    void recordsEverythingThatDiffersInOneOrder() { // 3, 5
      DealExample after = aDeal()
          .at(DealStage.NEGOTIATION)
          .in("4")
          .of("276")
          .worth("2000.00")
          .dated("2026-01-15", "2026-06-30")
          .split(share("276", "100"));
      deal.givenCommands(record(aDeal(), version("1")))
          .when(record(after, version("2")))
          .expectEvents(
              new DealStageChanged(
                  DEAL, DealStage.PROPOSAL, DealStage.NEGOTIATION, RECEIVED, version("2")),
              new DealReclassified(
                  DEAL,
                  classification(null, null),
                  classification("4", "2026-01-15"),
                  RECEIVED,
                  version("2")),
              new DealOwnerChanged(DEAL, rep("275"), rep("276"), RECEIVED, version("2")),
              new DealAmountChanged(
                  DEAL, usd("1000.00"), usd("2000.00"), RECEIVED, version("2"), REASON),
              new DealExpectedCloseChanged(DEAL, null, day("2026-06-30"), RECEIVED, version("2")),
              splitChanged(List.of(), List.of(share("276", "100")), false, RECEIVED, "2"));
    }

    @Test
    void datesAChangeAsTheSourceDatesIt() { // 5
      deal.givenCommands(record(aDeal()))
          .when(changedOn("2026-04-02", aDeal().worth("2000.00")))
          .expectEvents(amountChanged("1000.00", "2000.00", day("2026-04-02")));
    }

    @Test
    void winsItOnItsCloseDateWhateverItsSourceSaysOfTheChange() { // 4
      deal.givenCommands(record(aDeal()))
          .when(changedOn("2026-04-02", aDeal().wonOn("2026-03-31")))
          .expectEvents(new DealWon(DEAL, CLOSED, CLOSED, null, REASON));
    }

    @Test
    void datesWhatComesAlongWithTheClosingOnTheCloseDate() { // 5
      deal.givenCommands(record(aDeal()))
          .when(record(aDeal().worth("2000.00").wonOn("2026-03-31")))
          .expectEvents(
              amountChanged("1000.00", "2000.00", CLOSED),
              new DealWon(DEAL, CLOSED, CLOSED, null, REASON));
    }

    @Test
    void refusesANewUnknownOwnerAndRecordsNothingElse() { // 7
      refuses(
          deal.givenCommands(record(aDeal())),
          record(aDeal().worth("2000.00").of("999")),
          new Refusal.UnknownReference("repId", "999"));
    }

    @Test
    void refusesANewUnknownTerritory() { // 7
      refuses(
          deal.givenCommands(record(aDeal().in("4"))),
          record(aDeal().in("99")),
          new Refusal.UnknownReference("territoryId", "99"));
    }

    @Test
    void doesNotAskAgainForWhatIsRecordedAlready() { // 7
      DealExample gone = aDeal().of("999").in("99").split(share("998", "40"), share("997", "60"));
      deal.given(new DealOpened(DEAL, gone.facts(), RECEIVED, null))
          .when(record(gone.worth("2000.00").split(share("998", "60"), share("997", "40"))))
          .expectEvents(
              amountChanged("1000.00", "2000.00", RECEIVED),
              new DealCreditSplitChanged(
                  DEAL,
                  List.of(share("998", "40"), share("997", "60")),
                  List.of(share("998", "60"), share("997", "40")),
                  false,
                  RECEIVED,
                  null,
                  REASON));
    }

    @Test
    void doesNotAskForWhatAnOldVersionNames() { // 2, 7
      deal.givenCommands(record(aDeal(), version("7")))
          .when(record(aDeal().of("999"), version("6")))
          .expectNoEvents();
    }
  }

  @Nested
  class RecordingAWonDealAgain {

    private final DealExample won = aDeal().wonOn("2026-03-31");

    @Test
    void recordsNothingWhenNothingDiffers() { // 1
      deal.givenCommands(record(won)).when(record(won)).expectNoEvents();
    }

    @Test
    void correctsTheAmountFromTheCloseDate() { // 5
      deal.givenCommands(record(won))
          .when(record(won.worth("2000.00")))
          .expectEvents(amountChanged("1000.00", "2000.00", CLOSED));
    }

    @Test
    void changesTheAmountFromTheDayThatTheSourceNames() { // 5
      deal.givenCommands(record(won))
          .when(changedOn("2026-04-10", won.worth("2000.00")))
          .expectEvents(amountChanged("1000.00", "2000.00", day("2026-04-10")));
    }

    @Test
    void takesTheAmountAway() { // 5
      deal.givenCommands(record(won))
          .when(record(won.worth(null)))
          .expectEvents(new DealAmountChanged(DEAL, usd("1000.00"), null, CLOSED, null, REASON));
    }

    @Test
    void recordsAnotherOwnerFromTheCloseDate() { // 5
      deal.givenCommands(record(won))
          .when(record(won.of("276")))
          .expectEvents(new DealOwnerChanged(DEAL, rep("275"), rep("276"), CLOSED, null));
    }

    @Test
    void movesAnEarlierCloseDateFromThatDateOn() { // 5
      deal.givenCommands(record(won))
          .when(record(won.wonOn("2026-02-15")))
          .expectEvents(closeDateChanged("2026-02-15", "2026-02-15"));
    }

    @Test
    void movesALaterCloseDateFromTheOldOneOn() { // 5
      deal.givenCommands(record(won))
          .when(record(won.wonOn("2026-04-15")))
          .expectEvents(closeDateChanged("2026-04-15", "2026-03-31"));
    }

    @Test
    void movesTheCloseDateWhenTheSourceSays() { // 5
      deal.givenCommands(record(won))
          .when(changedOn("2026-04-18", won.wonOn("2026-04-15")))
          .expectEvents(closeDateChanged("2026-04-15", "2026-04-18"));
    }

    @Test
    void opensItAgainFromTheOldCloseDateAndThenTakesTheRest() { // 3, 5
      deal.givenCommands(record(won))
          .when(record(aDeal().at(DealStage.NEGOTIATION).worth("2000.00")))
          .expectEvents(
              new DealReopened(DEAL, DealStage.NEGOTIATION, CLOSED, null, REASON),
              amountChanged("1000.00", "2000.00", RECEIVED));
    }

    @Test
    void opensItAgainOnTheDayThatTheSourceNames() { // 5
      deal.givenCommands(record(won))
          .when(changedOn("2026-04-10", aDeal()))
          .expectEvents(
              new DealReopened(DEAL, DealStage.PROPOSAL, day("2026-04-10"), null, REASON));
    }

    @Test
    void winsItASecondTimeAfterItWasOpenedAgain() { // 4
      deal.givenCommands(record(won), record(aDeal()))
          .when(record(aDeal().worth("2000.00").wonOn("2026-04-15")))
          .expectEvents(
              amountChanged("1000.00", "2000.00", day("2026-04-15")),
              new DealWon(DEAL, day("2026-04-15"), day("2026-04-15"), null, REASON));
    }

    @Test
    void losesItFromTheOldCloseDate() { // 3, 5
      deal.givenCommands(record(won))
          .when(record(aDeal().worth("2000.00").lostOn("2026-04-15")))
          .expectEvents(
              amountChanged("1000.00", "2000.00", CLOSED),
              new DealLost(DEAL, day("2026-04-15"), CLOSED, null, REASON));
    }

    @Test
    void losesItOnTheDayThatTheSourceNames() { // 5
      deal.givenCommands(record(won))
          .when(changedOn("2026-04-18", aDeal().lostOn("2026-04-15")))
          .expectEvents(new DealLost(DEAL, day("2026-04-15"), day("2026-04-18"), null, REASON));
    }

    @Test
    void splitsItFromTheCloseDateAndUnsplitsItWhenTheSourceDoes() { // 5, 6
      List<Share> halves = List.of(share("275", "50"), share("276", "50"));
      deal.givenCommands(record(won))
          .when(record(won.split(halves.get(0), halves.get(1))))
          .expectEvents(splitChanged(List.of(), halves, false, CLOSED, null));
      deal.givenCommands(record(won.split(halves.get(0), halves.get(1))))
          .when(record(won))
          .expectEvents(splitChanged(halves, List.of(), false, CLOSED, null));
    }

    @Test
    void takesTheSameSharesInAnotherOrderForTheSame() { // 1
      deal.givenCommands(record(won.split(share("275", "50"), share("276", "50"))))
          .when(record(won.split(share("276", "50.0"), share("275", "50"))))
          .expectNoEvents();
    }

    @Test
    void confirmsANewerVersion() { // 2
      deal.givenCommands(record(won, version("1")))
          .when(record(won, version("2")))
          .expectEvents(new DealConfirmed(DEAL, CLOSED, version("2")));
    }

    private DealCloseDateChanged closeDateChanged(String after, String effectiveOn) {
      return new DealCloseDateChanged(DEAL, CLOSED, day(after), day(effectiveOn), null, REASON);
    }
  }

  @Nested
  class RecordingALostDealAgain {

    private final DealExample lost = aDeal().lostOn("2026-03-31");

    @Test
    void recordsNothingWhenNothingDiffers() { // 1
      deal.givenCommands(record(lost)).when(record(lost)).expectNoEvents();
    }

    @Test
    void changesTheAmountFromTheDayOfItsArrival() { // 5
      deal.givenCommands(record(lost))
          .when(record(lost.worth("2000.00")))
          .expectEvents(amountChanged("1000.00", "2000.00", RECEIVED));
    }

    @Test
    void opensItAgainFromTheDayOfItsArrival() { // 5
      deal.givenCommands(record(lost))
          .when(record(aDeal()))
          .expectEvents(new DealReopened(DEAL, DealStage.PROPOSAL, RECEIVED, null, REASON));
    }

    @Test
    void winsItOnItsCloseDateAfterAll() { // 3, 4, 5
      deal.givenCommands(record(lost))
          .when(record(aDeal().of("276").wonOn("2026-04-02")))
          .expectEvents(
              new DealOwnerChanged(DEAL, rep("275"), rep("276"), day("2026-04-02"), null),
              new DealWon(DEAL, day("2026-04-02"), day("2026-04-02"), null, REASON));
    }

    @Test
    void correctsTheCloseDateFromTheEarlierOneOn() { // 5
      deal.givenCommands(record(lost))
          .when(record(lost.lostOn("2026-04-02")))
          .expectEvents(
              new DealCloseDateChanged(DEAL, CLOSED, day("2026-04-02"), CLOSED, null, REASON));
    }
  }

  @Nested
  class SplittingCredit {

    private final List<Share> shares = List.of(share("275", "60"), share("276", "40"));

    @Test
    void lastsAndIsEffectiveOnArrivalForAnOpenDeal() { // 5
      deal.givenCommands(record(aDeal()))
          .when(split(shares))
          .expectEvents(splitChanged(List.of(), shares, true, RECEIVED, null));
    }

    @Test
    void correctsTheCreditOfAWonDeal() { // 5
      deal.givenCommands(record(aDeal().wonOn("2026-03-31")))
          .when(split(shares))
          .expectEvents(splitChanged(List.of(), shares, true, CLOSED, null));
    }

    @Test
    void recordsNothingTwice() { // 1
      deal.givenCommands(record(aDeal()), split(shares)).when(split(shares)).expectNoEvents();
    }

    @Test
    void makesTheSourcesSharesLast() { // 6
      deal.givenCommands(record(aDeal().split(shares.get(0), shares.get(1))))
          .when(split(shares))
          .expectEvents(splitChanged(shares, shares, true, RECEIVED, null));
    }

    @Test
    void staysWhenTheSourceHasNoSharesOfItsOwn() { // 6
      deal.givenCommands(record(aDeal()), split(shares)).when(record(aDeal())).expectNoEvents();
    }

    @Test
    void isReplacedByTheSourcesShares() { // 6
      deal.givenCommands(record(aDeal()), split(shares))
          .when(record(aDeal().split(share("277", "100"))))
          .expectEvents(splitChanged(shares, List.of(share("277", "100")), false, RECEIVED, null));
    }

    @Test
    void belongsToTheSourceAgainOnceTheSourceSaysTheSame() { // 6
      DealExample same = aDeal().split(shares.get(0), shares.get(1));
      deal.givenCommands(record(aDeal()), split(shares))
          .when(record(same))
          .expectEvents(splitChanged(shares, shares, false, RECEIVED, null));
      deal.givenCommands(record(aDeal()), split(shares), record(same))
          .when(record(aDeal()))
          .expectEvents(splitChanged(shares, List.of(), false, RECEIVED, null));
    }

    @Test
    void refusesAnUnknownRep() { // 7
      refuses(
          deal.givenCommands(record(aDeal())),
          split(List.of(share("999", "100"))),
          new Refusal.UnknownReference("splits.repId", "999"));
    }

    @Test
    void refusesADealThatDoesNotExist() {
      deal.givenNoPriorActivity()
          .when(split(shares))
          .expectException(AggregateNotFoundException.class)
          .expectNoEvents();
    }
  }

  @Nested
  class VoidingADeal {

    @Test
    void takesAnOpenOneBackOnArrival() { // 5
      deal.givenCommands(record(aDeal()))
          .when(voidOn(null))
          .expectEvents(new DealVoided(DEAL, RECEIVED, null, REASON));
    }

    @Test
    void takesTheCreditOfAWonOneBackFromTheCloseDate() { // 5
      deal.givenCommands(record(aDeal().wonOn("2026-03-31")))
          .when(voidOn(null))
          .expectEvents(new DealVoided(DEAL, CLOSED, null, REASON));
    }

    @Test
    void takesAWonOneBackOnTheDayNamed() { // 5
      deal.givenCommands(record(aDeal().wonOn("2026-03-31")))
          .when(voidOn("2026-04-10"))
          .expectEvents(new DealVoided(DEAL, day("2026-04-10"), null, REASON));
    }

    @Test
    void recordsNothingTwice() { // 8
      deal.givenCommands(record(aDeal()), voidOn(null)).when(voidOn(null)).expectNoEvents();
    }

    @Test
    void refusesEveryRecordFromThenOn() { // 8
      refuses(
          deal.givenCommands(record(aDeal(), version("7")), voidOn(null)),
          record(aDeal(), version("6")),
          new Refusal.DealIsVoid(DEAL));
    }

    @Test
    void refusesASplitFromThenOn() { // 8
      refuses(
          deal.givenCommands(record(aDeal()), voidOn(null)),
          split(List.of(share("275", "100"))),
          new Refusal.DealIsVoid(DEAL));
    }

    @Test
    void refusesADealThatDoesNotExist() {
      deal.givenNoPriorActivity()
          .when(voidOn(null))
          .expectException(AggregateNotFoundException.class)
          .expectNoEvents();
    }
  }

  @Nested
  class AmendingADeal {

    private final DealExample open = aDeal().in("4").dated("2026-01-15", "2026-06-30");

    @Test
    void changesWhatIsGivenAndLeavesTheRest() { // 10
      deal.givenCommands(record(open))
          .when(amend(Map.of(DealField.AMOUNT, new BigDecimal("7"))))
          .expectEvents(amountChanged("1000.00", "7.00", RECEIVED));
      deal.givenCommands(record(open))
          .when(amend(Map.of(DealField.REP, rep("276"))))
          .expectEvents(new DealOwnerChanged(DEAL, rep("275"), rep("276"), RECEIVED, null));
    }

    @Test
    void clearsWhatIsGivenWithoutAValue() { // 10
      deal.givenCommands(record(open))
          .when(amend(Map.of(), DealField.EXPECTED_CLOSE_ON))
          .expectEvents(
              new DealExpectedCloseChanged(DEAL, day("2026-06-30"), null, RECEIVED, null));
    }

    @Test
    void recordsNothingWhenNothingIsGivenOrDiffers() { // 1, 10
      deal.givenCommands(record(open)).when(amend(Map.of())).expectNoEvents();
      deal.givenCommands(record(open))
          .when(amend(Map.of(DealField.STAGE, DealStage.PROPOSAL)))
          .expectNoEvents();
    }

    @Test
    void losesNeitherOfTwoThatWereSentAtTheSameTime() { // 10
      deal.givenCommands(record(open), amend(Map.of(DealField.AMOUNT, new BigDecimal("7"))))
          .when(amend(Map.of(DealField.STAGE, DealStage.WON, DealField.CLOSED_ON, CLOSED)))
          .expectEvents(new DealWon(DEAL, CLOSED, CLOSED, null, REASON))
          .expectState(won -> assertThat(won).extracting("state.amount").isEqualTo(usd("7.00")));
    }

    @Test
    void leavesSharesThatWereSetByHand() { // 6, 10
      deal.givenCommands(record(open), split(List.of(share("276", "100"))))
          .when(amend(Map.of(DealField.AMOUNT, new BigDecimal("7"))))
          .expectEvents(amountChanged("1000.00", "7.00", RECEIVED));
    }

    @Test
    void opensAClosedDealAgain() { // 3, 10
      deal.givenCommands(record(aDeal().wonOn("2026-03-31")))
          .when(amend(Map.of(DealField.STAGE, DealStage.NEGOTIATION)))
          .expectEvents(new DealReopened(DEAL, DealStage.NEGOTIATION, CLOSED, null, REASON));
    }

    @Test
    void needsACloseDateToWinIt() {
      deal.givenCommands(record(open))
          .when(amend(Map.of(DealField.STAGE, DealStage.WON)))
          .expectNoEvents()
          .expectException(InvalidValue.class);
    }

    @Test
    void needsACurrencyWhereTheDealHasNone() {
      deal.givenCommands(record(aDeal().worth(null)))
          .when(amend(Map.of(DealField.AMOUNT, new BigDecimal("7"))))
          .expectNoEvents()
          .expectException(InvalidValue.class);
      deal.givenCommands(record(aDeal().worth(null)))
          .when(amend(Map.of(
              DealField.AMOUNT,
              new BigDecimal("7"),
              DealField.CURRENCY,
              usd("1").currency())))
          .expectEvents(new DealAmountChanged(DEAL, null, usd("7.00"), RECEIVED, null, REASON));
    }

    @Test
    void ignoresAnOlderVersionAndRefusesAVoidedDeal() { // 2, 8
      deal.givenCommands(record(open, version("7")))
          .when(new AmendDeal(
              DEAL,
              patch(Map.of(DealField.AMOUNT, new BigDecimal("7"))),
              null,
              RECEIVED,
              version("6"),
              null))
          .expectNoEvents();
      refuses(
          deal.givenCommands(record(open), voidOn(null)),
          amend(Map.of()),
          new Refusal.DealIsVoid(DEAL));
    }

    @Test
    void refusesAnUnknownOwnerAndAnUnknownDeal() { // 7
      refuses(
          deal.givenCommands(record(open)),
          amend(Map.of(DealField.REP, rep("999"))),
          new Refusal.UnknownReference("repId", "999"));
      deal.givenNoPriorActivity()
          .when(amend(Map.of()))
          .expectNoEvents()
          .expectException(AggregateNotFoundException.class);
    }

    private AmendDeal amend(Map<DealField, Object> given, DealField... cleared) {
      return new AmendDeal(DEAL, patch(given, cleared), null, RECEIVED, null, REASON);
    }

    private DealPatch patch(Map<DealField, Object> given, DealField... cleared) {
      Set<DealField> fields = new HashSet<>(given.keySet());
      fields.addAll(List.of(cleared));
      return new DealPatch(
          fields,
          null,
          (RepId) given.get(DealField.REP),
          List.of(),
          null,
          null,
          null,
          (DealStage) given.get(DealField.STAGE),
          (BigDecimal) given.get(DealField.AMOUNT),
          (Currency) given.get(DealField.CURRENCY),
          null,
          null,
          (LocalDate) given.get(DealField.CLOSED_ON),
          null);
    }
  }

  @Nested
  class RecordingThePast {

    private final DealHistoryRecorded march =
        past("2026-03-01", "2026-03-01T09:00:00Z", DealStage.QUALIFIED, "700");

    @Test
    void keepsItAndChangesNothingOfThePresent() { // 11
      deal.givenCommands(record(aDeal().wonOn("2026-03-31")))
          .when(history(march))
          .expectEvents(march)
          .expectState(won -> assertThat(won).extracting("state.stage").isEqualTo(DealStage.WON));
      deal.givenCommands(record(aDeal().wonOn("2026-03-31")), history(march))
          .when(record(aDeal().wonOn("2026-03-31")))
          .expectNoEvents();
    }

    @Test
    void keepsItOnceWhateverCameInBetween() { // 1, 11
      DealHistoryRecorded april = past("2026-04-01", null, DealStage.PROPOSAL, null);
      deal.givenCommands(record(aDeal()), history(march), history(april))
          .when(history(march))
          .expectNoEvents();
      deal.givenCommands(record(aDeal()), history(march), history(april))
          .when(history(april))
          .expectNoEvents();
    }

    @Test
    void keepsWhatIsSaidOtherwiseOfTheSameMoment() { // 11
      DealHistoryRecorded other =
          past("2026-03-01", "2026-03-01T09:00:00Z", DealStage.PROPOSAL, "700");
      deal.givenCommands(record(aDeal()), history(march)).when(history(other)).expectEvents(other);
    }

    @Test
    void opensADealThatIsNotKnown() { // 12
      DealExample opened = aDeal().of(null).at(DealStage.QUALIFIED).worth("700");
      deal.givenNoPriorActivity()
          .when(history(march))
          .expectEvents(new DealOpened(DEAL, opened.facts(), day("2026-03-01"), null), march);
    }

    @Test
    void opensADealWithoutAValueWhereItsCurrencyIsNotKnown() { // 12
      DealHistoryRecorded unknown = new DealHistoryRecorded(
          DEAL,
          "crm",
          null,
          DealStage.QUALIFIED,
          new BigDecimal("700"),
          null,
          null,
          null,
          day("2026-03-01"));
      DealExample opened = aDeal().of(null).at(DealStage.QUALIFIED).worth(null);
      deal.givenNoPriorActivity()
          .when(history(unknown))
          .expectEvents(new DealOpened(DEAL, opened.facts(), day("2026-03-01"), null), unknown);
    }

    @Test
    void neverClosesADeal() { // 11, 12
      DealHistoryRecorded won = past("2026-03-01", null, DealStage.WON, "700");
      DealExample opened = aDeal().of(null).at(DealStage.PROSPECTING).worth("700");
      deal.givenNoPriorActivity()
          .when(history(won))
          .expectEvents(new DealOpened(DEAL, opened.facts(), day("2026-03-01"), null), won);
      deal.givenCommands(record(aDeal())).when(history(won)).expectEvents(won);
    }

    @Test
    void isFollowedByWhatTheSourceSaysOfTheDeal() { // 3, 12
      deal.givenCommands(history(march))
          .when(record(aDeal().worth("700").wonOn("2026-03-31")))
          .expectEvents(
              new DealOwnerChanged(DEAL, null, rep("275"), CLOSED, null),
              new DealWon(DEAL, CLOSED, CLOSED, null, REASON));
    }

    @Test
    void refusesAnUnknownRepAVoidedDealAndOneTooMany() { // 7, 8, 9
      DealHistoryRecorded ofNobody = new DealHistoryRecorded(
          DEAL, "crm", null, DealStage.PROPOSAL, null, null, null, rep("999"), CLOSED);
      refuses(
          deal.givenCommands(record(aDeal())),
          history(ofNobody),
          new Refusal.UnknownReference("repId", "999"));
      refuses(
          deal.givenNoPriorActivity(),
          history(ofNobody),
          new Refusal.UnknownReference("repId", "999"));
      refuses(
          deal.givenCommands(record(aDeal()), voidOn(null)),
          history(march),
          new Refusal.DealIsVoid(DEAL));
      refuses(
          deal.given(new ChangingAgainAndAgain().changes(1_000)),
          history(march),
          new Refusal.TooManyChanges(DEAL, 1_000));
    }

    private RecordDealHistory history(DealHistoryRecorded past) {
      return new RecordDealHistory(DEAL, past);
    }

    private DealHistoryRecorded past(
        String day, @Nullable String moment, DealStage stage, @Nullable String amount) {
      return new DealHistoryRecorded(
          DEAL,
          "crm",
          moment == null ? null : Instant.parse(moment),
          stage,
          amount == null ? null : new BigDecimal(amount),
          usd("1").currency(),
          null,
          null,
          day(day));
    }
  }

  @Nested
  class ChangingAgainAndAgain {

    @Test
    void isRecordedUpToAThousandEventsAndNotOnceMore() { // 9
      Refusal tooMany = new Refusal.TooManyChanges(DEAL, 1_000);
      deal.given(changes(999))
          .when(record(aDeal().worth("7.00")))
          .expectEvents(amountChanged("1998.00", "7.00", RECEIVED));
      refuses(deal.given(changes(1_000)), record(aDeal().worth("7.00")), tooMany);
      refuses(deal.given(changes(1_000)), split(List.of(share("275", "100"))), tooMany);
    }

    @Test
    void isRefusedWholeWhereOneEventOfSeveralIsTooMany() { // 9
      refuses(
          deal.given(changes(999)),
          record(aDeal().of("276").worth("7.00")),
          new Refusal.TooManyChanges(DEAL, 1_000));
    }

    @Test
    void leavesItPossibleToSendTheSameAndToVoid() { // 1, 2, 9
      DealExample last = aDeal().worth("1999.00");
      deal.given(changes(1_000)).when(record(last)).expectNoEvents();
      deal.given(changes(1_000))
          .when(record(last, version("8")))
          .expectSuccessfulHandlerExecution()
          .expectNoEvents();
      deal.given(changes(1_000))
          .when(voidOn(null))
          .expectEvents(new DealVoided(DEAL, RECEIVED, null, REASON));
    }

    /** The opening with 1,000.00, and amounts of 1,001.00 and on. */
    private List<DealEvent> changes(int count) {
      return Stream.concat(
              Stream.<DealEvent>of(new DealOpened(DEAL, aDeal().facts(), RECEIVED, null)),
              IntStream.range(1_001, 1_000 + count)
                  .mapToObj(to -> amountChanged(to - 1 + ".00", to + ".00", RECEIVED)))
          .toList();
    }
  }

  @Nested
  class RepeatingARequest {

    private final Map<String, String> key =
        Map.of(MessageMetadata.IDEMPOTENCY_KEY, "k1", MessageMetadata.IDEMPOTENCY_BODY, "b1");

    @Test
    void isAnsweredFromTheStateWithoutDecidingAgain() {
      deal.given(List.of(new GenericDomainEventMessage<>(
              "Deal",
              DEAL.toString(),
              0,
              new DealOpened(DEAL, aDeal().facts(), RECEIVED, null),
              key)))
          .when(record(aDeal().worth("2000.00")), key)
          .expectNoEvents()
          .expectResultMessagePayload(0L);
    }

    @Test
    void isRefusedForAnotherVersionOfTheDeal() {
      deal.givenCommands(record(aDeal()))
          .when(record(aDeal().worth("2000.00")), Map.of(CommandMetadata.EXPECTED_VERSION, "3"))
          .expectException(refusedWith(new Refusal.VersionMismatch(3, 0)))
          .expectNoEvents();
    }
  }

  private static void refuses(TestExecutor<Deal> given, DealCommand command, Refusal expected) {
    given.when(command).expectNoEvents().expectException(refusedWith(expected));
  }

  private static RecordDeal record(DealExample example) {
    return record(example, null);
  }

  private static RecordDeal record(DealExample example, @Nullable SourceVersion version) {
    return new RecordDeal(DEAL, example.facts(), null, RECEIVED, version, REASON);
  }

  private static RecordDeal changedOn(String day, DealExample example) {
    return new RecordDeal(DEAL, example.facts(), day(day), RECEIVED, null, REASON);
  }

  private static SplitCredit split(List<Share> shares) {
    return new SplitCredit(DEAL, shares, RECEIVED, REASON);
  }

  private static VoidDeal voidOn(@Nullable String changedOn) {
    return new VoidDeal(DEAL, changedOn == null ? null : day(changedOn), RECEIVED, REASON);
  }

  private static DealAmountChanged amountChanged(
      String before, String after, LocalDate effectiveOn) {
    return new DealAmountChanged(DEAL, usd(before), usd(after), effectiveOn, null, REASON);
  }

  private static DealCreditSplitChanged splitChanged(
      List<Share> before,
      List<Share> after,
      boolean lasting,
      LocalDate effectiveOn,
      @Nullable String version) {
    SourceVersion of = version == null ? null : version(version);
    return new DealCreditSplitChanged(DEAL, before, after, lasting, effectiveOn, of, REASON);
  }

  private static Classification classification(
      @Nullable String territory, @Nullable String createdOn) {
    return new Classification(
        territory == null ? null : new TerritoryId(territory),
        null,
        null,
        null,
        createdOn == null ? null : day(createdOn));
  }

  private static LocalDate day(String day) {
    return LocalDate.parse(day);
  }

  private static Money usd(String amount) {
    return Money.of(amount, "USD");
  }

  private static RepId rep(String id) {
    return new RepId(id);
  }

  private static SourceVersion version(String text) {
    return SourceVersion.parse(text);
  }
}
