package dev.quotaledger.model;

import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.PlanState;
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
import dev.quotaledger.api.StageProbabilities;
import dev.quotaledger.api.TeamId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fold of a quota plan: its life, its lines, what is drafted in its revision, its closed periods,
 * the transfers it has seen.
 */
public final class Plan {

  /** A line of the plan with its name. */
  public record Line(QuotaLineKey key, QuotaLine facts) {}

  /**
   * What a revision will set a line to from a day on.
   *
   * @param reason why; null where nobody said
   */
  public record Draft(
      Money amount, LocalDate effectiveOn, @Nullable PersonalText reason) {}

  /**
   * A line of which something is drafted.
   *
   * @param drafts at least one, one for a day, the latest first
   */
  public record DraftedLine(QuotaLineKey key, List<Draft> drafts) {

    private static DraftedLine of(QuotaLineKey key, Draft draft, List<Draft> others) {
      Stream<Draft> kept =
          others.stream().filter(other -> !other.effectiveOn.equals(draft.effectiveOn));
      return new DraftedLine(
          key,
          Stream.concat(kept, Stream.of(draft))
              .sorted(Comparator.comparing(Draft::effectiveOn).reversed())
              .toList());
    }
  }

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
  private PlanLife life = PlanLife.BEGINNING;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private final Map<String, DraftedLine> drafted = new LinkedHashMap<>();
  private final Set<PeriodId> closedPeriods = new TreeSet<>();
  private final Set<String> transfers = new LinkedHashSet<>();
  private Timeline<StageProbabilities> probabilities = Timeline.empty();
  private int probabilitiesVersion;

  /** One line of each series and of each territory's; derived from the lines when first needed. */
  private transient @Nullable Map<String, QuotaLineKey> firstOfSeries;

  /** The same of the lines that are drafted. */
  private transient @Nullable Map<String, QuotaLineKey> firstDraftedOfSeries;

  /**
   * Takes the event in.
   *
   * @param sequence the event's place in the plan's stream
   */
  public void evolve(QuotaPlanEvent event, long sequence) {
    life = life.evolve(event);
    switch (event) {
      case PlanOpened e -> header = new Header(e.name(), e.calendarId(), e.currency(), e.teamId());
      case PlanPublished _, RevisionAbandoned _, PlanClosed _ -> {
        drafted.clear();
        firstDraftedOfSeries = null;
      }
      case PlanSubmitted _, PlanApproved _, PlanRejected _, RevisionStarted _ -> {}
      case QuotaDrafted e -> draft(e.line(), new Draft(e.after(), e.effectiveOn(), e.reason()));
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

  /** Where the plan stands in its life, and what it takes there. */
  public PlanLife life() {
    return life;
  }

  /** Where the plan stands in its life. */
  public PlanState state() {
    return life.state();
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

  /** The lines of which something is drafted, in the order of their names. */
  public List<DraftedLine> drafted() {
    return drafted.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .toList();
  }

  /** What is drafted for the line from that very day on; empty when nothing is. */
  public Optional<Draft> draft(QuotaLineKey key, LocalDate effectiveOn) {
    return drafts(key).stream()
        .filter(draft -> draft.effectiveOn().equals(effectiveOn))
        .findFirst();
  }

  /** How much is drafted, each line counted for every day from which it changes. */
  public int draftCount() {
    return drafted.values().stream().mapToInt(line -> line.drafts().size()).sum();
  }

  /** The line as it would be if all that is drafted were published now. */
  public QuotaLine revised(QuotaLineKey key) {
    QuotaLine line = line(key);
    for (Draft draft : drafts(key)) {
      line = line.with(
          new LineFact(LineFact.Kind.SET, draft.amount(), draft.effectiveOn(), Long.MAX_VALUE - 1));
    }
    return line;
  }

  /** How many lines there would be if all that is drafted were published now. */
  public int revisedLineCount() {
    return lines.size()
        + (int) drafted.keySet().stream().filter(key -> !lines.containsKey(key)).count();
  }

  /** Any line of the same subject, territory and product line; empty when there is none. */
  public Optional<QuotaLineKey> anyOfSeries(QuotaLineKey key) {
    return Optional.ofNullable(index().get(key.series()));
  }

  /** Any line of the same subject and territory; empty when there is none. */
  public Optional<QuotaLineKey> anyOfTerritorySeries(QuotaLineKey key) {
    return Optional.ofNullable(index().get(key.territorySeries()));
  }

  /** Any line that is drafted, of the same subject, territory and product line; empty for none. */
  public Optional<QuotaLineKey> anyDraftedOfSeries(QuotaLineKey key) {
    return Optional.ofNullable(draftedIndex().get(key.series()));
  }

  /** Any line that is drafted, of the same subject and territory; empty when there is none. */
  public Optional<QuotaLineKey> anyDraftedOfTerritorySeries(QuotaLineKey key) {
    return Optional.ofNullable(draftedIndex().get(key.territorySeries()));
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

  private void draft(QuotaLineKey key, Draft draft) {
    drafted.put(key.toString(), DraftedLine.of(key, draft, drafts(key)));
    if (firstDraftedOfSeries != null) {
      addTo(firstDraftedOfSeries, key);
    }
  }

  private List<Draft> drafts(QuotaLineKey key) {
    DraftedLine line = drafted.get(key.toString());
    return line == null ? List.of() : line.drafts();
  }

  private Map<String, QuotaLineKey> index() {
    if (firstOfSeries == null) {
      firstOfSeries = indexOf(lines.values().stream().map(Line::key));
    }
    return firstOfSeries;
  }

  private Map<String, QuotaLineKey> draftedIndex() {
    if (firstDraftedOfSeries == null) {
      firstDraftedOfSeries = indexOf(drafted.values().stream().map(DraftedLine::key));
    }
    return firstDraftedOfSeries;
  }

  private static Map<String, QuotaLineKey> indexOf(Stream<QuotaLineKey> keys) {
    Map<String, QuotaLineKey> index = new HashMap<>();
    keys.forEach(key -> addTo(index, key));
    return index;
  }

  private static void addTo(Map<String, QuotaLineKey> index, QuotaLineKey key) {
    index.putIfAbsent(key.series(), key);
    index.putIfAbsent(key.territorySeries(), key);
  }
}
