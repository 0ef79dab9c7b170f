package dev.quotaledger.model;

import static dev.quotaledger.api.DealExample.aDeal;
import static dev.quotaledger.api.DealExample.share;
import static dev.quotaledger.model.DealStory.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.quotaledger.api.DealEvent.DealConfirmed;
import dev.quotaledger.api.DealEvent.DealCreditSplitChanged;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealVoided;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.SourceVersion;
import dev.quotaledger.api.TerritoryId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DealStateTest {

  private static final DealId DEAL = new DealId("crm-1");
  private static final LocalDate CLOSED = LocalDate.of(2026, 3, 31);
  private static final LocalDate CHANGED = LocalDate.of(2026, 4, 10);

  @Test
  void beginsWithItsOpening() {
    assertThatIllegalStateException()
        .isThrownBy(() -> DealState.evolve(null, new DealVoided(DEAL, CLOSED, null, null)));
  }

  @Test
  void isNotYetWonWhenItOpensWithAWonRecord() {
    DealState state = opened(aDeal().wonOn("2026-03-31")).state();
    assertThat(state.isWon()).isFalse();
    assertThat(state.closedOn()).isNull();
    assertThat(state.stage()).isEqualTo(DealStage.PROSPECTING);
    assertThat(state.grants()).isEmpty();
  }

  @Test
  void takesEveryChange() {
    DealState state = opened(aDeal().dated("2026-01-15", "2026-06-30"))
        .movedTo(DealStage.NEGOTIATION, CHANGED)
        .territory(new TerritoryId("4"), CHANGED)
        .owner(new RepId("276"), CHANGED)
        .worth(Money.of("1200.00", "USD"), CHANGED)
        .expectedClose(CLOSED, CHANGED)
        .split(CHANGED, List.of(share("277", "100")))
        .state();
    assertThat(state.stage()).isEqualTo(DealStage.NEGOTIATION);
    assertThat(state.belongsTo().territoryId()).isEqualTo(new TerritoryId("4"));
    assertThat(state.belongsTo().createdOn()).isEqualTo("2026-01-15");
    assertThat(state.repId()).isEqualTo(new RepId("276"));
    assertThat(state.amount()).isEqualTo(Money.of("1200.00", "USD"));
    assertThat(state.expectedCloseOn()).isEqualTo(CLOSED);
    assertThat(state.shares()).containsExactly(share("277", "100"));
    assertThat(state.source()).isEqualTo("crm");
  }

  @Test
  void creditsWhoeverOwnedItWhenItWasWon() {
    DealStory story = opened(aDeal()).won(CLOSED, CLOSED).owner(new RepId("276"), CHANGED);
    assertThat(story.state().creditedRepId()).isEqualTo(new RepId("275"));
    story.closeDate(CHANGED, CLOSED);
    assertThat(story.state().creditedRepId()).isEqualTo(new RepId("275"));
    assertThat(story.state().closedOn()).isEqualTo(CHANGED);
    story.reopened(CHANGED);
    assertThat(story.state().creditedRepId()).isNull();
    assertThat(story.state().closedOn()).isNull();
    story.won(CHANGED, CHANGED);
    assertThat(story.state().creditedRepId()).isEqualTo(new RepId("276"));
  }

  @Test
  void forgetsWhomItCreditsWhenItIsLostAfterTheWin() {
    DealState state = opened(aDeal()).won(CLOSED, CLOSED).lost(CHANGED, CLOSED).state();
    assertThat(state.creditedRepId()).isNull();
    assertThat(state.closedOn()).isEqualTo(CHANGED);
    assertThat(state.grants()).isEmpty();
  }

  @Test
  void isNoLongerWonOnceItIsVoid() {
    DealState state = opened(aDeal()).won(CLOSED, CLOSED).voided(CHANGED).state();
    assertThat(state.isWon()).isFalse();
    assertThat(state.stage()).isEqualTo(DealStage.WON);
    assertThat(state.grants()).isEmpty();
  }

  @Test
  void keepsTheNewestVersionThroughEventsThatHaveNone() {
    DealStory story = opened(aDeal());
    story.then(new DealConfirmed(DEAL, CHANGED, SourceVersion.parse("7")));
    story.worth(Money.of("1200.00", "USD"), CHANGED);
    assertThat(story.state().sourceVersion()).isEqualTo(SourceVersion.parse("7"));
  }

  @Test
  void knowsWhetherItsSharesLast() {
    DealStory story = opened(aDeal().split(share("275", "100")));
    assertThat(story.state().sharesLast()).isFalse();
    story.then(split(true, "276"));
    assertThat(story.state().sharesLast()).isTrue();
    story.then(split(false, null));
    assertThat(story.state().sharesLast()).isFalse();
    assertThat(story.state().shares()).isEmpty();
  }

  @Test
  void opensWithTheVersionOfItsSource() {
    DealOpened opened =
        new DealOpened(DEAL, aDeal().facts(), CLOSED, SourceVersion.parse("2026-04-01T10:00:00Z"));
    assertThat(DealState.evolve(null, opened).sourceVersion()).hasToString("2026-04-01T10:00:00Z");
  }

  private static DealCreditSplitChanged split(boolean lasting, @Nullable String repId) {
    return new DealCreditSplitChanged(
        DEAL,
        List.of(),
        repId == null ? List.of() : List.of(share(repId, "100")),
        lasting,
        CHANGED,
        null,
        null);
  }
}
