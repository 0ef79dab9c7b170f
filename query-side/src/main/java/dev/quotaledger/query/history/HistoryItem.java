package dev.quotaledger.query.history;

import dev.quotaledger.api.Method;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PersonalText;
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
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.attainment.StoredEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One change of one line of a plan, or of the plan itself.
 *
 * @param sequence the event's place in the plan's stream
 * @param part the line's place among those that the event changed, from 0
 * @param type the event's name
 * @param line the line; null for a change of the plan itself
 * @param subjects who it is about; both sides of a declined transfer
 * @param territoryId the territory that it is about; null for none
 * @param periodId the period that it is about; null for none
 * @param before what the line was worth on the effective date; null when it did not exist
 * @param after what it is worth from then on; null for a change of the plan itself
 * @param cause what a transfer follows from; null for anything else
 * @param code why a transfer was declined; null for anything else
 * @param method the formula that computed or proposed the amounts; null for what a person chose
 */
record HistoryItem(
    long sequence,
    int part,
    String type,
    @Nullable QuotaLineKey line,
    Set<Subject> subjects,
    @Nullable TerritoryId territoryId,
    @Nullable PeriodId periodId,
    @Nullable Money before,
    @Nullable Money after,
    LocalDate effectiveOn,
    Instant recordedAt,
    @Nullable String actor,
    @Nullable PersonalText reason,
    @Nullable String cause,
    @Nullable String code,
    @Nullable Method method,
    String eventId) {

  /** What the event changed, one item for each line. What is only drafted changes none. */
  static List<HistoryItem> of(StoredEvent recorded) {
    return switch ((QuotaPlanEvent) recorded.event()) {
      case QuotaSet e ->
        List.of(line(recorded, 0, e.line(), e.before(), e.after(), e.reason(), null, null));
      case QuotaAdjusted e ->
        List.of(line(recorded, 0, e.line(), e.before(), e.after(), e.reason(), null, e.method()));
      case QuotaTransferred e -> transferred(recorded, e);
      case QuotaTransferDeclined e ->
        List.of(new HistoryItem(
            recorded.sequence(),
            0,
            type(recorded),
            null,
            Set.of(e.from(), e.to()),
            e.territoryId(),
            e.periodId(),
            null,
            null,
            e.effectiveOn(),
            recorded.recordedAt(),
            recorded.actor(),
            e.reason(),
            e.transferId(),
            e.code(),
            null,
            recorded.eventId()));
      case PeriodClosed e -> List.of(plan(recorded, e.periodId(), e.reason()));
      case PeriodReopened e -> List.of(plan(recorded, e.periodId(), e.reason()));
      case StageProbabilitiesSet e -> List.of(plan(recorded, null, e.reason()));
      case PlanClosed e -> List.of(plan(recorded, null, e.reason()));
      case PlanSubmitted e -> List.of(plan(recorded, null, e.comment()));
      case PlanApproved e -> List.of(plan(recorded, null, e.comment()));
      case PlanRejected e -> List.of(plan(recorded, null, e.comment()));
      case RevisionStarted e -> List.of(plan(recorded, null, e.reason()));
      case RevisionAbandoned e -> List.of(plan(recorded, null, e.reason()));
      case PlanOpened _, PlanPublished _ -> List.of(plan(recorded, null, null));
      case QuotaDrafted _ -> List.of();
    };
  }

  private static List<HistoryItem> transferred(StoredEvent recorded, QuotaTransferred e) {
    return java.util.stream.IntStream.range(0, e.moves().size())
        .boxed()
        .flatMap(i -> sides(recorded, e, e.moves().get(i), 2 * i))
        .toList();
  }

  private static Stream<HistoryItem> sides(
      StoredEvent recorded, QuotaTransferred e, Move move, int part) {
    String cause = e.transferId();
    return Stream.of(
        line(
            recorded,
            part,
            e.fromLine(move),
            move.fromBefore(),
            move.fromAfter(),
            e.reason(),
            cause,
            e.method()),
        line(
            recorded,
            part + 1,
            e.toLine(move),
            move.toBefore(),
            move.toAfter(),
            e.reason(),
            cause,
            e.method()));
  }

  private static HistoryItem line(
      StoredEvent recorded,
      int part,
      QuotaLineKey line,
      @Nullable Money before,
      Money after,
      @Nullable PersonalText reason,
      @Nullable String cause,
      @Nullable Method method) {
    return new HistoryItem(
        recorded.sequence(),
        part,
        type(recorded),
        line,
        Set.of(line.subject()),
        line.territoryId(),
        line.periodId(),
        before,
        after,
        recorded.event().effectiveOn(),
        recorded.recordedAt(),
        recorded.actor(),
        reason,
        cause,
        null,
        method,
        recorded.eventId());
  }

  private static HistoryItem plan(
      StoredEvent recorded, @Nullable PeriodId periodId, @Nullable PersonalText reason) {
    return new HistoryItem(
        recorded.sequence(),
        0,
        type(recorded),
        null,
        Set.of(),
        null,
        periodId,
        null,
        null,
        recorded.event().effectiveOn(),
        recorded.recordedAt(),
        recorded.actor(),
        reason,
        null,
        null,
        null,
        recorded.eventId());
  }

  private static String type(StoredEvent recorded) {
    return recorded.event().getClass().getSimpleName();
  }
}
