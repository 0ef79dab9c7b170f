package dev.quotaledger.model;

import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanState;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanEvent;
import dev.quotaledger.api.QuotaPlanEvent.Move;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.api.QuotaPlanEvent.PeriodReopened;
import dev.quotaledger.api.QuotaPlanEvent.PlanClosed;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.QuotaPlanEvent.PlanPublished;
import dev.quotaledger.api.QuotaPlanEvent.QuotaAdjusted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferDeclined;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferred;
import dev.quotaledger.api.QuotaPlanEvent.StageProbabilitiesSet;
import dev.quotaledger.api.StageProbabilities;
import dev.quotaledger.api.TeamId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The fold of a quota plan: its state, its lines, its closed periods, the transfers it has seen. */
public final class Plan {

  /** A line of the plan with its name. */
  public record Line(QuotaLineKey key, QuotaLine facts) {}

  /**
   * What the plan was opened with.
   *
   * @param teamId the team that it is for; null for everybody
   */
  public record Header(
      String name,
      CalendarId calendarId,
      Currency currency,
      @Nullable TeamId teamId) {}

  private @Nullable Header header;
  private PlanState state = PlanState.DRAFT;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private final Set<PeriodId> closedPeriods = new TreeSet<>();
  private final Set<String> transfers = new LinkedHashSet<>();
  private Timeline<StageProbabilities> probabilities = Timeline.empty();
  private int probabilitiesVersion;

  /** One line of each series and of each territory's; derived from the lines when first needed. */
  private transient @Nullable Map<String, QuotaLineKey> firstOfSeries;

  /**
   * Takes the event in.
   *
   * @param sequence the event's place in the plan's stream
   */
  public void evolve(QuotaPlanEvent event, long sequence) {
    switch (event) {
      case PlanOpened e -> header = new Header(e.name(), e.calendarId(), e.currency(), e.teamId());
      case PlanPublished _ -> state = PlanState.PUBLISHED;
      case PlanClosed _ -> state = PlanState.CLOSED;
      case QuotaSet e -> record(e.line(), LineFact.Kind.SET, e.after(), e.effectiveOn(), sequence);
      case QuotaAdjusted e ->
        record(e.line(), LineFact.Kind.DELTA, e.delta(), e.effectiveOn(), sequence);
      case QuotaTransferred e -> transfer(e, sequence);
      case QuotaTransferDeclined e -> transfers.add(e.transferId());
      case PeriodClosed e -> closedPeriods.add(e.periodId());
      case PeriodReopened e -> closedPeriods.remove(e.periodId());
      case StageProbabilitiesSet e -> {
        probabilities = probabilities.with(e.effectiveOn(), e.after());
        probabilitiesVersion = e.version();
      }
    }
  }

  /** What the plan was opened with; throws {@link IllegalStateException} before that. */
  public Header header() {
    if (header == null) {
      throw new IllegalStateException("The plan is not open yet");
    }
    return header;
  }

  /** Where the plan stands in its life. */
  public PlanState state() {
    return state;
  }

  /** All lines, those worth zero included. */
  public Collection<Line> lines() {
    return Collections.unmodifiableCollection(lines.values());
  }

  /** The line; an empty one where nothing is recorded. */
  public QuotaLine line(QuotaLineKey key) {
    Line line = lines.get(key.toString());
    return line == null ? QuotaLine.EMPTY : line.facts();
  }

  /** Any line of the same subject, territory and product line; empty when there is none. */
  public Optional<QuotaLineKey> anyOfSeries(QuotaLineKey key) {
    return Optional.ofNullable(index().get(key.series()));
  }

  /** Any line of the same subject and territory; empty when there is none. */
  public Optional<QuotaLineKey> anyOfTerritorySeries(QuotaLineKey key) {
    return Optional.ofNullable(index().get(key.territorySeries()));
  }

  /** Whether a transfer was taken or declined already. */
  public boolean hasSeenTransfer(String transferId) {
    return transfers.contains(transferId);
  }

  /** How likely deals are won, as somebody said; nothing on days on which it is learned. */
  public Timeline<StageProbabilities> probabilities() {
    return probabilities;
  }

  /** How often somebody said so, or took it back. */
  public int probabilitiesVersion() {
    return probabilitiesVersion;
  }

  /** The periods that were closed and not opened again; those within them are not listed. */
  public Set<PeriodId> closedPeriods() {
    return Collections.unmodifiableSet(closedPeriods);
  }

  private void transfer(QuotaTransferred e, long sequence) {
    transfers.add(e.transferId());
    for (Move move : e.moves()) {
      Money amount = move.amount();
      record(e.fromLine(move), LineFact.Kind.DELTA, amount.negated(), e.effectiveOn(), sequence);
      record(e.toLine(move), LineFact.Kind.DELTA, amount, e.effectiveOn(), sequence);
    }
  }

  private void record(
      QuotaLineKey key, LineFact.Kind kind, Money amount, LocalDate effectiveOn, long sequence) {
    LineFact fact = new LineFact(kind, amount, effectiveOn, sequence);
    lines.merge(
        key.toString(),
        new Line(key, QuotaLine.EMPTY.with(fact)),
        (line, _) -> new Line(key, line.facts().with(fact).compacted()));
    if (firstOfSeries != null) {
      addTo(firstOfSeries, key);
    }
  }

  private Map<String, QuotaLineKey> index() {
    if (firstOfSeries == null) {
      Map<String, QuotaLineKey> index = new HashMap<>();
      lines.values().forEach(line -> addTo(index, line.key()));
      firstOfSeries = index;
    }
    return firstOfSeries;
  }

  private static void addTo(Map<String, QuotaLineKey> index, QuotaLineKey key) {
    index.putIfAbsent(key.series(), key);
    index.putIfAbsent(key.territorySeries(), key);
  }
}
