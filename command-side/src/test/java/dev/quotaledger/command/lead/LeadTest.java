package dev.quotaledger.command.lead;

import static dev.quotaledger.api.LeadExample.aLead;
import static dev.quotaledger.command.RefusedWith.refusedWith;

import dev.quotaledger.api.DealId;
import dev.quotaledger.api.LeadCommand.RecordLead;
import dev.quotaledger.api.LeadEvent;
import dev.quotaledger.api.LeadEvent.Conversion;
import dev.quotaledger.api.LeadEvent.LeadConfirmed;
import dev.quotaledger.api.LeadEvent.LeadConversionCorrected;
import dev.quotaledger.api.LeadEvent.LeadConverted;
import dev.quotaledger.api.LeadEvent.LeadCorrected;
import dev.quotaledger.api.LeadEvent.LeadCreated;
import dev.quotaledger.api.LeadEvent.LeadDisqualificationCorrected;
import dev.quotaledger.api.LeadEvent.LeadDisqualified;
import dev.quotaledger.api.LeadEvent.LeadQualified;
import dev.quotaledger.api.LeadEvent.LeadReassigned;
import dev.quotaledger.api.LeadEvent.LeadReopened;
import dev.quotaledger.api.LeadEvent.Origin;
import dev.quotaledger.api.LeadExample;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.api.LeadStatus;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.SourceVersion;
import dev.quotaledger.command.KnownReferences;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a lead decides; each test names the invariant of {@link Lead} that it shows. */
class LeadTest {

  private static final LeadId LEAD = new LeadId("web-1");
  private static final PersonalText REASON = new PersonalText("rep-275", "Zm9vYmFy");
  private static final LocalDate RECEIVED = day("2026-04-20");
  private static final LocalDate CLOSED = day("2026-03-31");
  private static final LocalDate CREATED = day("2026-03-01");

  private FixtureConfiguration<Lead> lead;

  @BeforeEach
  void knowSomeReps() {
    lead = new AggregateTestFixture<>(Lead.class);
    lead.registerInjectableResource(new KnownReferences());
  }

  @Nested
  class RecordingANewLead {

    @Test
    void createsItOnTheDayOfItsCreation() { // 4
      LeadExample created = aLead().from("web", "2026-03-01");
      lead.givenNoPriorActivity()
          .when(record(created))
          .expectEvents(new LeadCreated(LEAD, created.facts(), CREATED, null));
    }

    @Test
    void createsItOnTheDayOfItsArrivalWithoutADayOfCreation() { // 4
      lead.givenNoPriorActivity()
          .when(record(aLead()))
          .expectEvents(new LeadCreated(LEAD, aLead().facts(), RECEIVED, null));
    }

    @Test
    void qualifiesAQualifiedOneOnTheDayOfItsArrival() { // 5
      LeadExample qualified = aLead().from("web", "2026-03-01").qualified();
      lead.givenNoPriorActivity()
          .when(record(qualified))
          .expectEvents(
              new LeadCreated(LEAD, qualified.facts(), CREATED, null),
              new LeadQualified(LEAD, RECEIVED, null));
    }

    @Test
    void convertsAConvertedOneOnItsDayAlthoughItsDealIsNotKnown() { // 4, 6
      LeadExample converted = aLead().from("web", "2026-03-01").convertedTo("d-1", "2026-03-31");
      lead.givenNoPriorActivity()
          .when(record(converted, version("7")))
          .expectEvents(
              new LeadCreated(LEAD, converted.facts(), CREATED, version("7")),
              new LeadConverted(LEAD, conversion("d-1", CLOSED), CLOSED, version("7"), REASON));
    }

    @Test
    void neverCreatesItAfterItClosed() { // 4
      LeadExample odd = aLead().from("web", "2026-04-02").disqualifiedOn("2026-03-31");
      lead.givenNoPriorActivity()
          .when(record(odd))
          .expectEvents(
              new LeadCreated(LEAD, odd.facts(), CLOSED, null),
              new LeadDisqualified(LEAD, CLOSED, CLOSED, null, REASON));
    }

    @Test
    void refusesAnUnknownRep() { // 6
      lead.givenNoPriorActivity()
          .when(record(aLead().of("999")))
          .expectNoEvents()
          .expectException(refusedWith(new Refusal.UnknownReference("repId", "999")));
    }
  }

  @Nested
  class RecordingAnOpenLeadAgain {

    @Test
    void recordsNothingWhenNothingDiffers() { // 1
      lead.givenCommands(record(aLead())).when(record(aLead())).expectNoEvents();
    }

    @Test
    void recordsNothingForAnOlderVersion() { // 2
      lead.givenCommands(record(aLead(), version("7")))
          .when(record(aLead().qualified(), version("6")))
          .expectNoEvents();
    }

    @Test
    void confirmsANewerVersionInWhichNothingDiffers() { // 2
      lead.givenCommands(record(aLead(), version("7")))
          .when(record(aLead(), version("8")))
          .expectEvents(new LeadConfirmed(LEAD, RECEIVED, version("8")));
    }

    @Test
    void recordsEverythingThatDiffersInOneOrder() { // 3, 5
      lead.givenCommands(record(aLead()))
          .when(
              record(aLead().from("fair", "2026-03-01").of("276").convertedTo(null, "2026-03-31")))
          .expectEvents(
              new LeadCorrected(
                  LEAD, new Origin("web", null), new Origin("fair", CREATED), CREATED, null),
              new LeadReassigned(LEAD, new RepId("275"), new RepId("276"), CLOSED, null),
              new LeadConverted(LEAD, conversion(null, CLOSED), CLOSED, null, REASON));
    }

    @Test
    void qualifiesItOnTheDayThatTheSourceNames() { // 5
      lead.givenCommands(record(aLead()))
          .when(changedOn("2026-04-10", aLead().qualified()))
          .expectEvents(new LeadQualified(LEAD, day("2026-04-10"), null));
    }

    @Test
    void takesAQualificationBack() { // 5
      lead.givenCommands(record(aLead().qualified()))
          .when(record(aLead()))
          .expectEvents(new LeadReopened(LEAD, LeadStatus.NEW, RECEIVED, null, REASON));
    }

    @Test
    void correctsWhereItCameFromFromTheDayOfItsCreationOn() { // 5
      lead.givenCommands(record(aLead().from("web", "2026-03-01")))
          .when(record(aLead().from("fair", "2026-03-05")))
          .expectEvents(new LeadCorrected(
              LEAD,
              new Origin("web", CREATED),
              new Origin("fair", day("2026-03-05")),
              CREATED,
              null));
    }

    @Test
    void refusesARepWhoIsNewAndUnknown() { // 6
      lead.givenCommands(record(aLead()))
          .when(record(aLead().of("999")))
          .expectNoEvents()
          .expectException(refusedWith(new Refusal.UnknownReference("repId", "999")));
    }
  }

  @Nested
  class RecordingAClosedLeadAgain {

    @Test
    void correctsTheDealThatItBecameOnTheDayOfItsConversion() { // 5
      lead.givenCommands(record(aLead().convertedTo(null, "2026-03-31")))
          .when(record(aLead().convertedTo("d-2", "2026-03-31")))
          .expectEvents(new LeadConversionCorrected(
              LEAD, conversion(null, CLOSED), conversion("d-2", CLOSED), CLOSED, null));
    }

    @Test
    void correctsADayFromTheEarlierOneOn() { // 5
      lead.givenCommands(record(aLead().convertedTo("d-1", "2026-03-31")))
          .when(record(aLead().convertedTo("d-1", "2026-04-02")))
          .expectEvents(new LeadConversionCorrected(
              LEAD, conversion("d-1", CLOSED), conversion("d-1", day("2026-04-02")), CLOSED, null));
    }

    @Test
    void correctsTheDayOnWhichItWasGivenUp() { // 5
      lead.givenCommands(record(aLead().disqualifiedOn("2026-03-31")))
          .when(record(aLead().disqualifiedOn("2026-03-30")))
          .expectEvents(new LeadDisqualificationCorrected(
              LEAD, CLOSED, day("2026-03-30"), day("2026-03-30"), null));
    }

    @Test
    void opensItAgain() { // 5
      lead.givenCommands(record(aLead().disqualifiedOn("2026-03-31")))
          .when(changedOn("2026-04-10", aLead().qualified()))
          .expectEvents(
              new LeadReopened(LEAD, LeadStatus.QUALIFIED, day("2026-04-10"), null, REASON));
    }

    @Test
    void convertsOneThatWasGivenUpAndGivesUpOneThatWasConverted() { // 4
      lead.givenCommands(record(aLead().disqualifiedOn("2026-03-31")))
          .when(record(aLead().convertedTo("d-1", "2026-04-15")))
          .expectEvents(new LeadConverted(
              LEAD, conversion("d-1", day("2026-04-15")), day("2026-04-15"), null, REASON));
      lead.givenCommands(record(aLead().convertedTo("d-1", "2026-03-31")))
          .when(record(aLead().disqualifiedOn("2026-04-15")))
          .expectEvents(
              new LeadDisqualified(LEAD, day("2026-04-15"), day("2026-04-15"), null, REASON));
    }
  }

  @Nested
  class ChangingAgainAndAgain {

    private final Refusal tooMany = new Refusal.TooManyEvents("lead", "web-1", 1_000);

    @Test
    void isRecordedUpToAThousandEventsAndNotOnceMore() { // 7
      lead.given(changes(999))
          .when(record(aLead().of("277")))
          .expectEvents(
              new LeadReassigned(LEAD, new RepId("275"), new RepId("277"), RECEIVED, null));
      lead.given(changes(1_000))
          .when(record(aLead().of("277")))
          .expectNoEvents()
          .expectException(refusedWith(tooMany));
    }

    @Test
    void isRefusedWholeWhereOneEventOfSeveralIsTooMany() { // 7
      lead.given(changes(999))
          .when(record(aLead().of("277").qualified()))
          .expectNoEvents()
          .expectException(refusedWith(tooMany));
    }

    @Test
    void leavesItPossibleToSendTheSame() { // 1, 7
      lead.given(changes(1_000)).when(record(aLead().of("276"))).expectNoEvents();
      lead.given(changes(1_000))
          .when(record(aLead().of("276"), version("8")))
          .expectSuccessfulHandlerExecution()
          .expectNoEvents();
    }

    /** The creation, of rep 275, and then turns of rep 276 and rep 275. */
    private List<LeadEvent> changes(int count) {
      return Stream.concat(
              Stream.<LeadEvent>of(new LeadCreated(LEAD, aLead().facts(), RECEIVED, null)),
              IntStream.range(1, count)
                  .mapToObj(i -> new LeadReassigned(LEAD, rep(i - 1), rep(i), RECEIVED, null)))
          .toList();
    }

    private RepId rep(int turn) {
      return new RepId(turn % 2 == 0 ? "275" : "276");
    }
  }

  private static RecordLead record(LeadExample example) {
    return record(example, null);
  }

  private static RecordLead record(LeadExample example, @Nullable SourceVersion version) {
    return new RecordLead(LEAD, example.facts(), null, RECEIVED, version, REASON);
  }

  private static RecordLead changedOn(String day, LeadExample example) {
    return new RecordLead(LEAD, example.facts(), day(day), RECEIVED, null, REASON);
  }

  private static Conversion conversion(@Nullable String dealId, LocalDate day) {
    return new Conversion(dealId == null ? null : new DealId(dealId), day);
  }

  private static LocalDate day(String day) {
    return LocalDate.parse(day);
  }

  private static SourceVersion version(String text) {
    return SourceVersion.parse(text);
  }
}
