package dev.quotaledger.model;

import static dev.quotaledger.api.LeadExample.aLead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.quotaledger.api.DealId;
import dev.quotaledger.api.LeadEvent;
import dev.quotaledger.api.LeadEvent.Conversion;
import dev.quotaledger.api.LeadEvent.LeadConfirmed;
import dev.quotaledger.api.LeadEvent.LeadConversionCorrected;
import dev.quotaledger.api.LeadEvent.LeadConverted;
import dev.quotaledger.api.LeadEvent.LeadCorrected;
import dev.quotaledger.api.LeadEvent.LeadCreated;
import dev.quotaledger.api.LeadEvent.LeadDisqualified;
import dev.quotaledger.api.LeadEvent.LeadQualified;
import dev.quotaledger.api.LeadEvent.LeadReassigned;
import dev.quotaledger.api.LeadEvent.LeadReopened;
import dev.quotaledger.api.LeadEvent.Origin;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.api.LeadStatus;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.SourceVersion;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeadStateTest {

  private static final LeadId LEAD = new LeadId("l-1");
  private static final LocalDate DAY = LocalDate.of(2026, 3, 31);
  private static final SourceVersion VERSION = SourceVersion.parse("7");

  @Test
  void beginsWithItsCreation() {
    assertThatIllegalStateException()
        .isThrownBy(() -> LeadState.evolve(null, new LeadQualified(LEAD, DAY, null)));
  }

  @Test
  void isNewWhenItIsCreatedHoweverFarItsSourceHasIt() {
    LeadState lead =
        after(new LeadCreated(LEAD, aLead().convertedTo("d-1", "2026-03-31").facts(), DAY, null));
    assertThat(lead.status()).isEqualTo(LeadStatus.NEW);
    assertThat(lead.conversion()).isNull();
    assertThat(lead.openedOn()).isEqualTo(DAY);
  }

  @Test
  void takesEveryChange() {
    Conversion conversion = new Conversion(new DealId("d-1"), DAY);
    LeadState lead = after(
        new LeadCreated(LEAD, aLead().facts(), DAY, VERSION),
        new LeadQualified(LEAD, DAY, null),
        new LeadReassigned(LEAD, new RepId("275"), new RepId("276"), DAY, null),
        new LeadCorrected(
            LEAD, new Origin("web", null), new Origin("fair", DAY.minusDays(9)), DAY, null),
        new LeadConverted(LEAD, new Conversion(null, DAY), DAY, null, null),
        new LeadConversionCorrected(LEAD, new Conversion(null, DAY), conversion, DAY, null));
    assertThat(lead)
        .isEqualTo(new LeadState(
            new Origin("fair", DAY.minusDays(9)),
            DAY.minusDays(9),
            new RepId("276"),
            LeadStatus.CONVERTED,
            conversion,
            null,
            VERSION));
  }

  @Test
  void forgetsHowItClosedWhenItIsOpenAgain() {
    LeadState lead = after(
        new LeadCreated(LEAD, aLead().facts(), DAY, null),
        new LeadDisqualified(LEAD, DAY, DAY, null, null),
        new LeadReopened(LEAD, LeadStatus.QUALIFIED, DAY, null, null),
        new LeadConfirmed(LEAD, DAY, VERSION));
    assertThat(lead.status()).isEqualTo(LeadStatus.QUALIFIED);
    assertThat(lead.disqualifiedOn()).isNull();
    assertThat(lead.sourceVersion()).isEqualTo(VERSION);
  }

  private static LeadState after(LeadCreated created, LeadEvent... events) {
    LeadState lead = LeadState.evolve(null, created);
    for (LeadEvent event : List.of(events)) {
      lead = LeadState.evolve(lead, event);
    }
    return lead;
  }
}
