package dev.quotaledger.model;

import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DealEvent.Classification;
import dev.quotaledger.api.DealEvent.DealAmountChanged;
import dev.quotaledger.api.DealEvent.DealCloseDateChanged;
import dev.quotaledger.api.DealEvent.DealConfirmed;
import dev.quotaledger.api.DealEvent.DealCreditSplitChanged;
import dev.quotaledger.api.DealEvent.DealExpectedCloseChanged;
import dev.quotaledger.api.DealEvent.DealLost;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealOwnerChanged;
import dev.quotaledger.api.DealEvent.DealReclassified;
import dev.quotaledger.api.DealEvent.DealReopened;
import dev.quotaledger.api.DealEvent.DealStageChanged;
import dev.quotaledger.api.DealEvent.DealVoided;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.api.DealExample;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Share;
import dev.quotaledger.api.TerritoryId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A deal's events one after the other, told in words. Each is recorded at noon of the day that the
 * story has reached, and takes effect on the day that it names.
 */
final class DealStory {

  /** An event and when it was recorded. */
  record Recorded(DealEvent event, Instant at) {}

  private static final DealId DEAL = new DealId("crm-1");

  private final List<Recorded> events = new ArrayList<>();
  private Instant now = noon("2026-01-01");

  private DealStory() {}

  /** A deal that was opened on 1 January 2026. */
  static DealStory opened(DealExample example) {
    DealStory story = new DealStory();
    return story.then(new DealOpened(DEAL, example.facts(), LocalDate.of(2026, 1, 1), null));
  }

  static Instant noon(String day) {
    return Instant.parse(day + "T12:00:00Z");
  }

  /** The events so far. */
  List<Recorded> events() {
    return List.copyOf(events);
  }

  DealState state() {
    DealState state = null;
    for (Recorded recorded : events) {
      state = DealState.evolve(state, recorded.event());
    }
    return Objects.requireNonNull(state);
  }

  DealCredit credit() {
    return credit(events);
  }

  static DealCredit credit(List<Recorded> events) {
    DealCredit credit = DealCredit.NONE;
    for (int i = 0; i < events.size(); i++) {
      credit = credit.evolve(events.get(i).event(), events.get(i).at(), i);
    }
    return credit;
  }

  /** What comes next is recorded at noon of the day. */
  DealStory recordedOn(String day) {
    now = noon(day);
    return this;
  }

  /** What comes next is recorded at the moment. */
  DealStory recordedAt(Instant moment) {
    now = moment;
    return this;
  }

  DealStory won(String closedOn) {
    return won(day(closedOn), day(closedOn));
  }

  DealStory won(LocalDate closedOn, LocalDate effectiveOn) {
    return then(new DealWon(DEAL, closedOn, effectiveOn, null, null));
  }

  DealStory lost(LocalDate closedOn, LocalDate effectiveOn) {
    return then(new DealLost(DEAL, closedOn, effectiveOn, null, null));
  }

  DealStory reopened(String effectiveOn) {
    return reopened(day(effectiveOn));
  }

  DealStory reopened(LocalDate effectiveOn) {
    return then(new DealReopened(DEAL, DealStage.PROPOSAL, effectiveOn, null, null));
  }

  DealStory movedTo(DealStage stage, LocalDate effectiveOn) {
    return then(new DealStageChanged(DEAL, state().stage(), stage, effectiveOn, null));
  }

  DealStory worth(@Nullable String amount, String effectiveOn) {
    return worth(amount == null ? null : Money.of(amount, "USD"), day(effectiveOn));
  }

  DealStory worth(@Nullable Money amount, LocalDate effectiveOn) {
    return then(new DealAmountChanged(DEAL, state().amount(), amount, effectiveOn, null, null));
  }

  DealStory closeDate(String closedOn, String effectiveOn) {
    return closeDate(day(closedOn), day(effectiveOn));
  }

  DealStory closeDate(LocalDate closedOn, LocalDate effectiveOn) {
    LocalDate before = Objects.requireNonNullElse(state().closedOn(), closedOn);
    return then(new DealCloseDateChanged(DEAL, before, closedOn, effectiveOn, null, null));
  }

  DealStory expectedClose(LocalDate expected, LocalDate effectiveOn) {
    return then(
        new DealExpectedCloseChanged(DEAL, state().expectedCloseOn(), expected, effectiveOn, null));
  }

  DealStory owner(@Nullable String repId, String effectiveOn) {
    return owner(repId == null ? null : new RepId(repId), day(effectiveOn));
  }

  DealStory owner(@Nullable RepId repId, LocalDate effectiveOn) {
    return then(new DealOwnerChanged(DEAL, state().repId(), repId, effectiveOn, null));
  }

  DealStory split(String effectiveOn, Share... shares) {
    return split(day(effectiveOn), List.of(shares));
  }

  DealStory split(LocalDate effectiveOn, List<Share> shares) {
    return then(
        new DealCreditSplitChanged(DEAL, state().shares(), shares, false, effectiveOn, null, null));
  }

  DealStory territory(@Nullable String territoryId, String effectiveOn) {
    return territory(territoryId == null ? null : new TerritoryId(territoryId), day(effectiveOn));
  }

  DealStory territory(@Nullable TerritoryId territoryId, LocalDate effectiveOn) {
    Classification before = state().belongsTo();
    Classification after = new Classification(
        territoryId, before.accountId(), before.productLine(), before.leadId(), before.createdOn());
    return then(new DealReclassified(DEAL, before, after, effectiveOn, null));
  }

  DealStory voided(String effectiveOn) {
    return voided(day(effectiveOn));
  }

  DealStory voided(LocalDate effectiveOn) {
    return then(new DealVoided(DEAL, effectiveOn, null, null));
  }

  DealStory confirmed(LocalDate effectiveOn) {
    return then(new DealConfirmed(DEAL, effectiveOn, null));
  }

  DealStory then(DealEvent event) {
    events.add(new Recorded(event, now));
    return this;
  }

  private static LocalDate day(String day) {
    return LocalDate.parse(day);
  }
}
