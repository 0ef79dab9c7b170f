package dev.quotaledger.query.audit;

import dev.quotaledger.api.DealEvent;
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
import dev.quotaledger.api.DealEvent.ForecastCategoryOverridden;
import dev.quotaledger.api.DealFacts;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.Share;
import dev.quotaledger.model.DealState;
import java.util.List;
import java.util.Optional;

/** What the events of deals stand on. */
final class DealInvariants {

  private final Grounds grounds;
  private final Findings findings;

  DealInvariants(Grounds grounds, Findings findings) {
    this.grounds = grounds;
    this.findings = findings;
  }

  void check(DealEvent event) {
    if (event instanceof DealOpened opened) {
      opened(opened.facts());
      return;
    }
    Optional<DealState> deal = grounds.deal(event.dealId());
    findings.require(
        deal.isPresent(),
        Invariant.DEAL_OPENED,
        "dealId",
        event.dealId() + " would not have been opened.");
    deal.ifPresent(standing -> check(event, standing));
  }

  private void opened(DealFacts facts) {
    findings.rep("repId", facts.repId());
    findings.territory("territoryId", facts.territoryId());
    shares(facts.splits());
  }

  private void check(DealEvent event, DealState deal) {
    switch (event) {
      case DealStageChanged e -> findings.before("stage", e.before(), deal.stage());
      case DealAmountChanged e -> {
        findings.before("amount", e.before(), deal.amount());
        won(deal);
      }
      case DealExpectedCloseChanged e ->
        findings.before("expectedCloseOn", e.before(), deal.expectedCloseOn());
      case DealCloseDateChanged e -> {
        closed(deal);
        findings.before("closedOn", e.before(), deal.closedOn());
      }
      case DealReclassified e -> {
        findings.before("classification", e.before(), deal.belongsTo());
        findings.territory("territoryId", e.after().territoryId());
      }
      case DealOwnerChanged e -> {
        findings.before("repId", e.before(), deal.repId());
        findings.rep("repId", e.after());
      }
      case DealCreditSplitChanged e -> {
        findings.before("splits", e.before(), deal.shares());
        shares(e.after());
        won(deal);
      }
      case DealWon _ -> notYet(DealStage.WON, deal);
      case DealLost _ -> notYet(DealStage.LOST, deal);
      case DealReopened _ -> closed(deal);
      case ForecastCategoryOverridden e ->
        findings.before("category", e.before(), deal.overriddenAs());
      case DealHistoryRecorded e -> findings.rep("repId", e.repId());
      case DealOpened _, DealVoided _, DealConfirmed _ -> {}
    }
  }

  private void shares(List<Share> shares) {
    shares.forEach(share -> findings.rep("splits.repId", share.repId()));
  }

  /** Changes of deals that are open are no corrections of credit, in fact as well as without. */
  private void won(DealState deal) {
    findings.require(
        deal.isWon(), Invariant.DEAL_WON, "stage", "The deal would not have been won.");
  }

  private void closed(DealState deal) {
    findings.require(
        deal.stage().isClosed(), Invariant.DEAL_CLOSED, "stage", "The deal would be open.");
  }

  private void notYet(DealStage stage, DealState deal) {
    findings.require(
        deal.stage() != stage,
        Invariant.DEAL_NOT_CLOSED_ALIKE,
        "stage",
        "The deal would be %s already.".formatted(stage));
  }
}
