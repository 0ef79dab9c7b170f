package dev.quotaledger.api;

import dev.quotaledger.api.QuotaPlanEvent.Move;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.api.QuotaPlanEvent.PeriodReopened;
import dev.quotaledger.api.QuotaPlanEvent.PlanApproved;
import dev.quotaledger.api.QuotaPlanEvent.PlanClosed;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.QuotaPlanEvent.PlanPublished;
import dev.quotaledger.api.QuotaPlanEvent.PlanRejected;
import dev.quotaledger.api.QuotaPlanEvent.PlanSubmitted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaAdjusted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaDrafted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferDeclined;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferred;
import dev.quotaledger.api.QuotaPlanEvent.RevisionAbandoned;
import dev.quotaledger.api.QuotaPlanEvent.RevisionStarted;
import dev.quotaledger.api.QuotaPlanEvent.StageProbabilitiesSet;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of the quota of a territory that changed hands, in one plan, as both sides answer it.
 *
 * @param transferId which transfer: the reallocation's id
 * @param currency the currency of the amounts; null unless quota was transferred
 * @param amount what moved in all, as a decimal; null unless quota was transferred
 * @param from who gave the quota; null while it is pending
 * @param to who received it; null while it is pending
 * @param lines what moved, one item for each line of the giver; empty unless quota was transferred
 * @param code why the plan declined, as a refusal's code; null unless it did
 * @param periodId the period that stood in the way; null when none did
 */
public record QuotaTransferView(
    PlanId planId,
    String transferId,
    State state,
    @Nullable Currency currency,
    @Nullable String amount,
    @Nullable Subject from,
    @Nullable Subject to,
    List<MovedLine> lines,
    @Nullable String code,
    @Nullable PeriodId periodId) {

  /** Where a transfer stands. */
  public enum State {
    /** The plan moved the quota. */
    TRANSFERRED,
    /** The plan could not take it, and says why; its lines are as before. */
    DECLINED,
    /** The plan could not be asked yet; it is going to be. */
    PENDING
  }

  /**
   * What moved between a line of the giver and one of the receiver; amounts are decimals.
   *
   * @param productLine null for all
   * @param daysMoved the days of the period that changed hands
   * @param daysHeld the days of the period on which the giver held the territory before
   * @param toBefore null when the receiver had no such line
   */
  public record MovedLine(
      @Nullable ProductLine productLine,
      PeriodId periodId,
      String amount,
      long daysMoved,
      long daysHeld,
      String fromBefore,
      String fromAfter,
      @Nullable String toBefore,
      String toAfter) {

    static MovedLine of(Move move) {
      Money before = move.toBefore();
      return new MovedLine(
          move.productLine(),
          move.periodId(),
          move.amount().toPlainString(),
          move.daysMoved(),
          move.daysHeld(),
          move.fromBefore().toPlainString(),
          move.fromAfter().toPlainString(),
          before == null ? null : before.toPlainString(),
          move.toAfter().toPlainString());
    }
  }

  /** Copies the list. */
  public QuotaTransferView {
    lines = List.copyOf(lines);
  }

  /** What an event says of a transfer; empty for one that is about something else. */
  public static Optional<QuotaTransferView> of(QuotaPlanEvent event) {
    return switch (event) {
      case QuotaTransferred e -> Optional.of(transferred(e));
      case QuotaTransferDeclined e -> Optional.of(declined(e));
      case PlanOpened _,
          PlanSubmitted _,
          PlanApproved _,
          PlanRejected _,
          PlanPublished _,
          RevisionStarted _,
          RevisionAbandoned _,
          PlanClosed _,
          QuotaSet _,
          QuotaAdjusted _,
          QuotaDrafted _,
          PeriodClosed _,
          PeriodReopened _,
          StageProbabilitiesSet _ -> Optional.empty();
    };
  }

  private static QuotaTransferView transferred(QuotaTransferred event) {
    Money total = event.moves().stream().map(Move::amount).reduce(Money::plus).orElseThrow();
    return new QuotaTransferView(
        event.planId(),
        event.transferId(),
        State.TRANSFERRED,
        total.currency(),
        total.toPlainString(),
        event.from(),
        event.to(),
        event.moves().stream().map(MovedLine::of).toList(),
        null,
        null);
  }

  private static QuotaTransferView declined(QuotaTransferDeclined event) {
    return new QuotaTransferView(
        event.planId(),
        event.transferId(),
        State.DECLINED,
        null,
        null,
        event.from(),
        event.to(),
        List.of(),
        event.code(),
        event.periodId());
  }

  /** What the plan has yet to be asked. */
  public static QuotaTransferView pending(PlanId planId, String transferId) {
    return new QuotaTransferView(
        planId, transferId, State.PENDING, null, null, null, null, List.of(), null, null);
  }
}
