package dev.quotaledger.command.deal;

import dev.quotaledger.api.DealCommand.RecordDeal;
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
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.api.DealFacts;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.Share;
import dev.quotaledger.api.SourceVersion;
import dev.quotaledger.model.DealState;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a source's record of a deal means, by comparison with what is recorded of it here. */
final class DealChanges {

  private final RecordDeal command;
  private final DealId dealId;
  private final DealFacts facts;
  private final @Nullable SourceVersion version;
  private final List<DealEvent> events = new ArrayList<>();

  /** The deal after the events so far. */
  private DealState deal;

  private DealChanges(RecordDeal command, DealState deal) {
    this.command = command;
    this.dealId = command.dealId();
    this.facts = command.facts();
    this.version = command.sourceVersion();
    this.deal = deal;
  }

  /** What it means that a deal becomes known. */
  static List<DealEvent> opening(RecordDeal command) {
    DealFacts facts = command.facts();
    LocalDate opened = facts.createdOn() == null ? command.receivedOn() : facts.createdOn();
    DealOpened event = new DealOpened(
        command.dealId(), facts, earlier(opened, facts.closedOn()), command.sourceVersion());
    DealChanges changes = new DealChanges(command, DealState.evolve(null, event));
    changes.events.add(event);
    changes.close();
    return changes.events;
  }

  /** How a deal opens that nothing is known of but a record of its past. */
  static DealOpened openingOf(DealHistoryRecorded past) {
    Currency currency = past.currency();
    BigDecimal amount = past.amount();
    DealFacts facts = new DealFacts(
        past.source(),
        past.repId(),
        List.of(),
        null,
        null,
        null,
        past.stage().isClosed() ? DealStage.PROSPECTING : past.stage(),
        amount == null || currency == null ? null : new Money(amount, currency),
        null,
        past.expectedCloseOn(),
        null,
        null);
    return new DealOpened(past.dealId(), facts, past.effectiveOn(), null);
  }

  /** What a later record of a known deal means: in this order, and nothing when it is an old one. */
  static List<DealEvent> since(DealState deal, RecordDeal command) {
    DealChanges changes = new DealChanges(command, deal);
    if (changes.isOlder()) {
      return List.of();
    }
    changes.reopen();
    changes.moveStage();
    changes.reclassify();
    changes.changeOwner();
    changes.changeAmount();
    changes.changeExpectedClose();
    changes.changeSplits();
    changes.close();
    changes.confirm();
    return changes.events;
  }

  /**
   * From when a change of the deal as it stands holds: of a won deal it corrects the credit from
   * the close date on, of any other it holds from the day on which it reached us; unless the source
   * says when.
   */
  static LocalDate effectiveOn(
      DealState deal, @Nullable LocalDate changedOn, LocalDate receivedOn) {
    LocalDate closedOn = deal.closedOn();
    if (changedOn != null) {
      return changedOn;
    }
    return deal.isWon() && closedOn != null ? closedOn : receivedOn;
  }

  private void reopen() {
    if (deal.stage().isClosed() && !facts.stage().isClosed()) {
      add(new DealReopened(dealId, facts.stage(), effectiveOn(), version, command.reason()));
    }
  }

  private void moveStage() {
    if (!facts.stage().isClosed() && deal.stage() != facts.stage()) {
      add(new DealStageChanged(dealId, deal.stage(), facts.stage(), effectiveOn(), version));
    }
  }

  private void reclassify() {
    Classification after = new Classification(
        facts.territoryId(),
        facts.accountId(),
        facts.productLine(),
        facts.leadId(),
        facts.createdOn());
    if (!after.equals(deal.belongsTo())) {
      add(new DealReclassified(dealId, deal.belongsTo(), after, effectiveOn(), version));
    }
  }

  private void changeOwner() {
    if (!Objects.equals(deal.repId(), facts.repId())) {
      add(new DealOwnerChanged(dealId, deal.repId(), facts.repId(), effectiveOn(), version));
    }
  }

  private void changeAmount() {
    if (!Objects.equals(deal.amount(), facts.amount())) {
      add(new DealAmountChanged(
          dealId, deal.amount(), facts.amount(), effectiveOn(), version, command.reason()));
    }
  }

  private void changeExpectedClose() {
    if (!Objects.equals(deal.expectedCloseOn(), facts.expectedCloseOn())) {
      add(new DealExpectedCloseChanged(
          dealId, deal.expectedCloseOn(), facts.expectedCloseOn(), effectiveOn(), version));
    }
  }

  /** Shares that were set here last while the source has none of its own. */
  private void changeSplits() {
    boolean stay = facts.splits().isEmpty() && deal.sharesLast();
    boolean replace = deal.sharesLast() || !sameShares(deal.shares(), facts.splits());
    if (!stay && replace) {
      add(new DealCreditSplitChanged(
          dealId, deal.shares(), facts.splits(), false, effectiveOn(), version, command.reason()));
    }
  }

  private void close() {
    LocalDate closedOn = facts.closedOn();
    if (closedOn == null) {
      return;
    }
    if (deal.stage() == facts.stage()) {
      correctCloseDate(closedOn);
    } else if (facts.stage() == DealStage.WON) {
      add(new DealWon(dealId, closedOn, closedOn, version, command.reason()));
    } else {
      LocalDate lostOn = deal.isWon() ? effectiveOn() : closedOn;
      add(new DealLost(dealId, closedOn, lostOn, version, command.reason()));
    }
  }

  private void correctCloseDate(LocalDate after) {
    LocalDate before = deal.closedOn();
    if (before != null && !before.equals(after)) {
      LocalDate changedOn =
          command.changedOn() == null ? earlier(before, after) : command.changedOn();
      add(new DealCloseDateChanged(dealId, before, after, changedOn, version, command.reason()));
    }
  }

  /** A newer version is recorded even if nothing differs, so that one in between is known as old. */
  private void confirm() {
    if (events.isEmpty() && version != null && !version.equals(deal.sourceVersion())) {
      add(new DealConfirmed(dealId, effectiveOn(), version));
    }
  }

  private boolean isOlder() {
    SourceVersion newest = deal.sourceVersion();
    return version != null && newest != null && version.isOlderThan(newest);
  }

  /** What comes along with the closing of an open or lost deal holds on the close date already. */
  private LocalDate effectiveOn() {
    LocalDate day = effectiveOn(deal, command.changedOn(), command.receivedOn());
    boolean closes = !deal.isWon() && deal.stage() != facts.stage();
    return closes ? earlier(day, facts.closedOn()) : day;
  }

  private void add(DealEvent event) {
    events.add(event);
    deal = DealState.evolve(deal, event);
  }

  static boolean sameShares(List<Share> some, List<Share> others) {
    return Set.copyOf(some).equals(Set.copyOf(others));
  }

  private static LocalDate earlier(LocalDate day, @Nullable LocalDate other) {
    return other != null && other.isBefore(day) ? other : day;
  }
}
