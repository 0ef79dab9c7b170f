package dev.quotaledger.model.attainment;

import dev.quotaledger.api.Money;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanEvent;
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
import dev.quotaledger.model.LineFact;
import dev.quotaledger.model.LineFact.Kind;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One recorded change of a quota line.
 *
 * @param line which line
 * @param change what changed, and from which day on
 * @param recordedAt when it was recorded
 * @param eventId the event that recorded it
 * @param type the event's name
 */
public record QuotaFact(
    QuotaLineKey line, LineFact change, Instant recordedAt, String eventId, String type) {

  /**
   * What an event says of lines.
   *
   * @param stored an event of a plan
   */
  public static Stream<QuotaFact> of(StoredEvent stored) {
    return switch ((QuotaPlanEvent) stored.event()) {
      case QuotaSet e -> Stream.of(of(stored, e.line(), Kind.SET, e.after()));
      case QuotaAdjusted e -> Stream.of(of(stored, e.line(), Kind.DELTA, e.delta()));
      case QuotaTransferred e -> e.moves().stream().flatMap(move -> of(stored, e, move));
      case PlanOpened _,
          PlanSubmitted _,
          PlanApproved _,
          PlanRejected _,
          PlanPublished _,
          RevisionStarted _,
          RevisionAbandoned _,
          PlanClosed _,
          QuotaDrafted _,
          QuotaTransferDeclined _,
          PeriodClosed _,
          PeriodReopened _,
          StageProbabilitiesSet _ -> Stream.empty();
    };
  }

  private static Stream<QuotaFact> of(StoredEvent stored, QuotaTransferred e, Move move) {
    Money amount = move.amount();
    return Stream.of(
        of(stored, e.fromLine(move), Kind.DELTA, amount.negated()),
        of(stored, e.toLine(move), Kind.DELTA, amount));
  }

  private static QuotaFact of(StoredEvent stored, QuotaLineKey line, Kind kind, Money amount) {
    return new QuotaFact(
        line,
        new LineFact(kind, amount, stored.event().effectiveOn(), stored.sequence()),
        stored.recordedAt(),
        stored.eventId(),
        stored.type());
  }

  /** Whether it was recorded by the moment; null stands for any moment. */
  public boolean isKnownAt(@Nullable Instant knownAt) {
    return knownAt == null || !recordedAt.isAfter(knownAt);
  }
}
