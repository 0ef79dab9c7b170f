package dev.quotaledger.command.deal;

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
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Share;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.command.References;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Refuses an event that newly names a rep or a territory that does not exist. */
record DealReferences(References references) {

  void check(DealEvent event) {
    switch (event) {
      case DealOpened e -> {
        checkRep("repId", e.facts().repId());
        checkShares(List.of(), e.facts().splits());
        checkTerritory(e.facts().territoryId());
      }
      case DealOwnerChanged e -> checkRep("repId", e.after());
      case DealHistoryRecorded e -> checkRep("repId", e.repId());
      case DealCreditSplitChanged e -> checkShares(e.before(), e.after());
      case DealReclassified e -> {
        if (!Objects.equals(e.before().territoryId(), e.after().territoryId())) {
          checkTerritory(e.after().territoryId());
        }
      }
      case DealStageChanged _,
          DealAmountChanged _,
          DealExpectedCloseChanged _,
          DealCloseDateChanged _,
          DealWon _,
          DealLost _,
          DealReopened _,
          DealVoided _,
          ForecastCategoryOverridden _,
          DealConfirmed _ -> {}
    }
  }

  private void checkShares(List<Share> before, List<Share> after) {
    List<RepId> known = before.stream().map(Share::repId).toList();
    after.stream()
        .map(Share::repId)
        .filter(repId -> !known.contains(repId))
        .forEach(repId -> checkRep("splits.repId", repId));
  }

  private void checkRep(String field, @Nullable RepId repId) {
    if (repId != null && references.organization().rep(repId).isEmpty()) {
      throw new Refusal.UnknownReference(field, repId.value()).asException();
    }
  }

  private void checkTerritory(@Nullable TerritoryId territoryId) {
    if (territoryId != null && references.territory(territoryId).isEmpty()) {
      throw new Refusal.UnknownReference("territoryId", territoryId.value()).asException();
    }
  }
}
