package dev.quotaledger.query.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.CallFigures;
import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DealEvent.Classification;
import dev.quotaledger.api.DealEvent.DealAmountChanged;
import dev.quotaledger.api.DealEvent.DealCloseDateChanged;
import dev.quotaledger.api.DealEvent.DealCreditSplitChanged;
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
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.DomainEvent;
import dev.quotaledger.api.ForecastCallEvent;
import dev.quotaledger.api.ForecastCallEvent.ForecastCallAdjusted;
import dev.quotaledger.api.ForecastCallEvent.ForecastCallSubmitted;
import dev.quotaledger.api.ForecastCallId;
import dev.quotaledger.api.ForecastCategory;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.OrganizationId;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaPlanEvent;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.api.QuotaPlanEvent.PeriodReopened;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Share;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.DealProgress.Passage;
import dev.quotaledger.model.DealState;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.Generation;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.query.store.FactJson;
import dev.quotaledger.query.store.PackedFacts;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/**
 * However events are cut into batches, delivered again and mixed among deals, any view has the deals
 * that a fold of what it may know has.
 */
@SuppressWarnings("NullAway.Init") // the container's life cycle sets the fields
class PipelinePropertiesTest {

  private static final LocalDate START = LocalDate.of(2026, 1, 25);
  private static final List<RepId> REPS = List.of(new RepId("ann"), new RepId("ben"));
  private static final TerritoryId WEST = new TerritoryId("west");
  private static final PlanId PLAN = new PlanId("plan");
  private static final PeriodId YEAR = new PeriodId("FY26");
  private static final PeriodId QUARTER = new PeriodId("FY26-Q1");
  private static final int DEALS = 4;
  private static final int DAYS = 40;

  private static final PackedFacts<Object> ANY = new PackedFacts<>(FactJson.PACKED, Object.class);

  private static Path directory;
  private static EmbeddedReadStore store;
  private static int generations;

  @BeforeContainer
  static void open() throws IOException {
    directory = Files.createTempDirectory("pipeline");
    store = EmbeddedReadStore.open(directory, DataSize.ofMegabytes(16));
  }

  @AfterContainer
  static void close() throws IOException {
    store.close();
    FileSystemUtils.deleteRecursively(directory);
  }

  @Property(tries = 150)
  void anyViewHasTheDealsOfANaiveFold(@ForAll long seed) {
    Random random = new Random(seed);
    List<RecordedEvent> log = story(random);
    Generation generation = new Generation(store.database(), PipelineModel.NAME, ++generations);
    deliver(generation, log, random);

    for (int i = 0; i < 8; i++) {
      View view = view(log, random, i);
      DateRange days = DateRange.ofDays(day(random), START.plusDays(DAYS));
      PipelineFacts facts = PipelineFacts.of(generation);
      DealRows rows = new DealRows(facts, facts.reference().read(), view);
      assertThat(facts(rows.closed(days)))
          .as("closed in %s as of %s", days, view)
          .isEqualTo(naive(log, view)
              .filter(row -> row.closedOn() != null && days.contains(row.closedOn()))
              .collect(Collectors.toSet()));
      assertThat(facts(rows.open()))
          .as("open as of %s", view)
          .isEqualTo(naive(log, view).filter(DealRow::isOpen).collect(Collectors.toSet()));
      assertThat(rows.closedParts(days).stream().map(PipelinePropertiesTest::learned))
          .as("parts closed in %s as of %s", days, view)
          .containsExactlyInAnyOrderElementsOf(naive(log, view)
              .filter(row -> row.closedOn() != null && days.contains(row.closedOn()))
              .map(PipelinePropertiesTest::learned)
              .toList());
      hasInColumnsWhatTheRowsAre(rows, days, naive(log, view));
      assertThat(facts(rows.created(days)))
          .as("created in %s as of %s", days, view)
          .isEqualTo(naive(log, view)
              .filter(row -> days.contains(row.begunOn()))
              .filter(row -> row.isOpen() || !endsBefore(row, days))
              .collect(Collectors.toSet()));
    }
  }

  /** Calls count unless their period was closed when they were recorded, in whatever order they came. */
  @Property(tries = 100)
  void anyViewHasTheCallsThatItMayKnow(@ForAll long seed) {
    Random random = new Random(seed);
    List<RecordedEvent> log = callStory(random);
    Generation generation = new Generation(store.database(), PipelineModel.NAME, ++generations);
    deliver(generation, log, random);
    deliver(generation, log, random);

    for (int i = 0; i < 8; i++) {
      View view = view(log, random, i);
      PipelineFacts facts = PipelineFacts.of(generation);
      CallRows calls = new CallRows(facts.calls(), facts.reference().read(), view);
      assertThat(calls.of(PLAN, List.of(QUARTER, YEAR), _ -> true).stream()
              .map(row -> row.eventId() + row.counts()))
          .as("calls as of %s", view)
          .containsExactlyInAnyOrderElementsOf(naiveCalls(log, view));
    }
  }

  private static List<String> naiveCalls(List<RecordedEvent> log, View view) {
    List<String> calls = new ArrayList<>();
    for (RecordedEvent recorded : log) {
      if (recorded.payload() instanceof ForecastCallEvent event
          && (view.knownAt() == null || !recorded.recordedAt().isAfter(view.knownAt()))
          && (view.asOf() == null || !event.effectiveOn().isAfter(view.asOf()))) {
        calls.add(recorded.eventId() + wasOpen(log, event.callId().periodId(), recorded));
      }
    }
    return calls;
  }

  private static boolean wasOpen(List<RecordedEvent> log, PeriodId period, RecordedEvent call) {
    Set<PeriodId> closed = new HashSet<>();
    for (RecordedEvent recorded : log) {
      if (recorded.recordedAt().isAfter(call.recordedAt())) {
        break;
      } else if (recorded.payload() instanceof PeriodClosed e) {
        closed.add(e.periodId());
      } else if (recorded.payload() instanceof PeriodReopened e) {
        closed.remove(e.periodId());
      }
    }
    return !closed.contains(YEAR) && !closed.contains(period);
  }

  /** Two reps call a quarter and its year, which are closed and opened again now and then. */
  private static List<RecordedEvent> callStory(Random random) {
    List<DomainEvent> events = new ArrayList<>();
    REPS.forEach(rep -> events.add(new RepHired(rep, null, null, START)));
    events.add(new CalendarDefined(
        new CalendarId("fiscal"),
        ZoneOffset.UTC,
        List.of(
            new Period(YEAR, START, START.plusDays(DAYS), null),
            new Period(QUARTER, START, START.plusDays(DAYS), YEAR))));
    events.add(new PlanOpened(
        PLAN, "Plan", new CalendarId("fiscal"), Currency.getInstance("USD"), null, START));
    for (int i = 0; i < 20; i++) {
      PeriodId period = random.nextBoolean() ? QUARTER : YEAR;
      ForecastCallId call =
          new ForecastCallId(PLAN, period, Subject.rep(REPS.get(random.nextInt(2))));
      CallFigures figures =
          new CallFigures(Money.of(String.valueOf(random.nextInt(100)), "USD"), null, null);
      events.add(
          switch (random.nextInt(6)) {
            case 0 -> new PeriodClosed(PLAN, period, START, null);
            case 1 -> new PeriodReopened(PLAN, period, START, null);
            case 2, 3 -> new ForecastCallSubmitted(call, figures, day(random), null);
            default -> new ForecastCallAdjusted(call, null, figures, day(random), null);
          });
    }
    return recorded(events, random);
  }

  /** Where there are columns at all; they are of whole months. */
  private static void hasInColumnsWhatTheRowsAre(
      DealRows rows, DateRange days, Stream<DealRow> naive) {
    List<DealRow> all = naive.toList();
    rows.closedColumns(days)
        .ifPresent(columns -> assertThat(texts(columns))
            .containsExactlyInAnyOrderElementsOf(all.stream()
                .filter(row -> row.closedOn() != null
                    && days.overlaps(monthOf(Objects.requireNonNull(row.closedOn()))))
                .map(PipelinePropertiesTest::text)
                .toList()));
    rows.openColumns()
        .ifPresent(columns -> assertThat(texts(columns))
            .containsExactlyInAnyOrderElementsOf(all.stream()
                .filter(DealRow::isOpen)
                .map(PipelinePropertiesTest::text)
                .toList()));
  }

  private static DateRange monthOf(LocalDate day) {
    YearMonth month = YearMonth.from(day);
    return DateRange.ofDays(month.atDay(1), month.atEndOfMonth());
  }

  /** All that forecasts learn from. */
  private static String learned(DealPart part) {
    return Stream.of(
            part.dealId(),
            part.shared(),
            part.isWon(),
            part.currency(),
            part.units(),
            part.begunDay(),
            part.closedDay(),
            part.path(),
            part.belonging(START))
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  /** All that columns have of a deal. */
  private static String text(DealRow row) {
    return Stream.of(
            row.stage(),
            row.amount(),
            row.begunOn(),
            row.closedOn(),
            row.createdOn() == null || row.closedOn() == null
                ? -1
                : Math.max(-1, ChronoUnit.DAYS.between(row.createdOn(), row.closedOn())),
            row.belonging(START, null))
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  private static List<String> texts(List<DealColumns> some) {
    List<String> texts = new ArrayList<>();
    for (DealColumns columns : some) {
      columns.apart().forEach(row -> texts.add(text(row)));
      for (int deal = 0; deal < columns.size(); deal++) {
        Currency currency = columns.currency(deal);
        texts.add(Stream.of(
                columns.stage(deal),
                currency == null
                    ? null
                    : new Money(BigDecimal.valueOf(columns.units(deal), 4), currency),
                LocalDate.ofEpochDay(columns.begunOn(deal)),
                columns.isOpen(deal) ? null : LocalDate.ofEpochDay(columns.closedOn(deal)),
                columns.cycleDays(deal),
                columns.belonging(columns.place(deal), START))
            .map(String::valueOf)
            .collect(Collectors.joining(" ")));
      }
    }
    return texts;
  }

  /**
   * So many open deals of one rep that their rows stand beside each other in a document: whoever has
   * read before, and keeps what was decoded, sees after each batch what a fold of the events has.
   */
  @Property(tries = 10)
  void manyOpenDealsOfOneRepAreThoseOfANaiveFoldAfterEachBatch(@ForAll long seed) {
    Random random = new Random(seed);
    List<RecordedEvent> log = recorded(manyDeals(random), random);
    Generation generation = new Generation(store.database(), PipelineModel.NAME, ++generations);
    PipelineFacts reader = PipelineFacts.of(generation);
    int from = 0;
    int seen = 0;
    while (from < log.size()) {
      int until = Math.min(log.size(), from + 1 + random.nextInt(60));
      new PipelineModel().projection(generation).project(log.subList(from, until));
      seen = Math.max(seen, until);
      from = random.nextInt(4) == 0 ? Math.max(0, until - random.nextInt(80)) : until;
      List<RecordedEvent> known = log.subList(0, seen);
      DealRows rows = new DealRows(reader, reader.reference().read(), View.LIVE);
      assertThat(facts(rows.open()))
          .isEqualTo(naive(known, View.LIVE).filter(DealRow::isOpen).collect(Collectors.toSet()));
      hasInColumnsWhatTheRowsAre(
          rows, DateRange.startingOn(DateRange.ALWAYS), naive(known, View.LIVE));
    }
  }

  /** More than are written anew, then more than are kept beside them, and many that close again. */
  private static List<DomainEvent> manyDeals(Random random) {
    List<DomainEvent> events = new ArrayList<>();
    REPS.forEach(rep -> events.add(new RepHired(rep, null, null, START)));
    List<DealId> open = new ArrayList<>();
    for (int i = 0; i < 3 * OpenDeals.MOST_WRITTEN_ANEW; i++) {
      DealId id = new DealId("many" + i);
      events.add(new DealOpened(id, ofAnn(random), START, null));
      open.add(id);
      if (random.nextInt(4) == 0) {
        LocalDate on = day(random);
        DealId some = open.remove(random.nextInt(open.size()));
        events.add(
            random.nextBoolean()
                ? new DealWon(some, on, on, null, null)
                : new DealVoided(some, on, null, null));
      }
    }
    return events;
  }

  private static DealFacts ofAnn(Random random) {
    return new DealFacts(
        "crm",
        REPS.getFirst(),
        List.of(),
        null,
        null,
        null,
        DealStage.PROPOSAL,
        amount(random),
        START,
        null,
        null,
        null);
  }

  /** Documents of before rows could stand beside others, and could tell of the past. */
  @Property(tries = 20)
  void documentsOfTheFirstFormAreReadAndWrittenOn(@ForAll long seed) {
    Random random = new Random(seed);
    List<RecordedEvent> log = story(random);
    Generation generation = new Generation(store.database(), PipelineModel.NAME, ++generations);
    int half = log.size() / 2;
    new PipelineModel().projection(generation).project(log.subList(0, half));
    toFirstForm(generation.collection("open"));
    toFirstForm(generation.collection("closed"));

    new PipelineModel().projection(generation).project(log.subList(half, log.size()));

    for (int i = 0; i < 4; i++) {
      View view = view(log, random, i);
      PipelineFacts facts = PipelineFacts.of(generation);
      DealRows rows = new DealRows(facts, facts.reference().read(), view);
      assertThat(facts(rows.all())).isEqualTo(naive(log, view).collect(Collectors.toSet()));
    }
  }

  private static void toFirstForm(MongoCollection<Document> collection) {
    for (Document document : collection.find().into(new ArrayList<>())) {
      List<Object> columns = ANY.unpack(document, RowColumns.FIELD);
      if (columns.getFirst() instanceof Map<?, ?> fields) {
        assertThat(fields.remove("traceable")).isNotNull();
      }
      document.remove("size");
      document.put(RowColumns.FIELD, ANY.pack(columns));
      collection.replaceOne(new Document("_id", document.get("_id")), document);
    }
  }

  /** Whether it closed in a month before the days on which deals were created. */
  private static boolean endsBefore(DealRow row, DateRange days) {
    LocalDate closedOn = row.closedOn();
    return closedOn != null && closedOn.isBefore(days.from().withDayOfMonth(1));
  }

  /** None twice. */
  private static Set<DealRow> facts(Stream<DealRow> rows) {
    List<DealRow> list = rows.toList();
    assertThat(list).doesNotHaveDuplicates();
    return new HashSet<>(list);
  }

  /** Passages are compared too: by a fold of their own, from the stages after each event. */
  private static Stream<DealRow> naive(List<RecordedEvent> log, View view) {
    Map<DealId, DealState> states = new HashMap<>();
    Map<DealId, List<Passage>> passages = new HashMap<>();
    Map<DealId, LocalDate> opened = new HashMap<>();
    for (RecordedEvent recorded : log) {
      boolean counts = (view.knownAt() == null || !recorded.recordedAt().isAfter(view.knownAt()))
          && (view.asOf() == null || !recorded.payload().effectiveOn().isAfter(view.asOf()));
      if (!counts || !(recorded.payload() instanceof DealEvent event)) {
        continue;
      }
      DealId id = event.dealId();
      DealState before = states.get(id);
      if (before == null && !(event instanceof DealOpened)) {
        continue;
      }
      DealState after = DealState.evolve(before, event);
      states.put(id, after);
      opened.putIfAbsent(id, event.effectiveOn());
      if (before == null || before.stage() != after.stage()) {
        List<Passage> kept = new ArrayList<>(passages.getOrDefault(id, List.of()));
        kept.removeIf(passage -> !passage.enteredOn().isBefore(event.effectiveOn()));
        kept.add(new Passage(after.stage(), event.effectiveOn()));
        passages.put(id, kept);
      }
    }
    return states.entrySet().stream()
        .filter(deal -> !deal.getValue().voided())
        .flatMap(deal -> deal.getValue().holdings().stream()
            .map(holding -> new DealRow(
                deal.getKey(),
                deal.getValue().source(),
                holding.target(),
                deal.getValue().holdings().size() > 1,
                deal.getValue().stage(),
                deal.getValue().overriddenAs(),
                holding.amount(),
                deal.getValue().belongsTo().createdOn(),
                opened.getOrDefault(deal.getKey(), START),
                deal.getValue().expectedCloseOn(),
                deal.getValue().stage().isClosed() ? deal.getValue().closedOn() : null,
                deal.getValue().belongsTo().territoryId(),
                deal.getValue().belongsTo().productLine(),
                deal.getValue().belongsTo().accountId(),
                deal.getValue().belongsTo().leadId(),
                passages.getOrDefault(deal.getKey(), List.of()))));
  }

  private static View view(List<RecordedEvent> log, Random random, int which) {
    LocalDate asOf = which % 2 == 0 ? null : day(random);
    Instant knownAt = which % 4 < 2 ? null : log.get(random.nextInt(log.size())).recordedAt();
    return new View(asOf, knownAt);
  }

  /** In batches cut anywhere, some of it again. */
  private static void deliver(Generation generation, List<RecordedEvent> log, Random random) {
    int from = 0;
    while (from < log.size()) {
      int until = Math.min(log.size(), from + 1 + random.nextInt(6));
      new PipelineModel().projection(generation).project(log.subList(from, until));
      from = random.nextInt(4) == 0 ? random.nextInt(until) : until;
    }
  }

  private static List<RecordedEvent> story(Random random) {
    List<DomainEvent> events = new ArrayList<>();
    REPS.forEach(rep -> events.add(new RepHired(rep, null, null, START)));
    events.add(new TerritoryDefined(WEST, "West", null, START));
    Map<DealId, DealState> states = new HashMap<>();
    int steps = 5 + random.nextInt(25);
    for (int i = 0; i < steps; i++) {
      DealId id = new DealId("d" + random.nextInt(DEALS));
      DealEvent event = event(id, states.get(id), random);
      if (event != null) {
        states.put(id, DealState.evolve(states.get(id), event));
        events.add(event);
      }
    }
    return recorded(events, random);
  }

  private static List<RecordedEvent> recorded(List<DomainEvent> events, Random random) {
    List<RecordedEvent> log = new ArrayList<>();
    Map<String, Long> sequences = new HashMap<>();
    Instant at = Instant.parse("2026-03-01T00:00:00Z");
    for (DomainEvent event : events) {
      at = at.plusSeconds(random.nextInt(2));
      String stream = switch (event) {
        case DealEvent e -> e.dealId().toString();
        case TerritoryDefined e -> e.territoryId().toString();
        case CalendarDefined e -> e.calendarId().toString();
        case QuotaPlanEvent e -> e.planId().toString();
        case ForecastCallEvent e -> e.callId().toString();
        default -> OrganizationId.THE_ONE.toString();
      };
      long sequence = sequences.merge(stream, 0L, (last, _) -> last + 1);
      log.add(new RecordedEvent(event, stream, sequence, at, "event-" + log.size(), Map.of()));
    }
    return log;
  }

  private static @Nullable DealEvent event(DealId id, @Nullable DealState deal, Random random) {
    LocalDate on = day(random);
    if (deal == null) {
      return new DealOpened(id, facts(random), on, null);
    }
    if (deal.voided()) {
      return null;
    }
    LocalDate closedOn = deal.closedOn();
    return switch (random.nextInt(12)) {
      case 0, 1 -> deal.isWon() ? null : new DealWon(id, on, on, null, null);
      case 2 ->
        deal.stage() == DealStage.LOST ? null : new DealLost(id, on, day(random), null, null);
      case 3 -> closedOn == null ? null : new DealReopened(id, DealStage.PROPOSAL, on, null, null);
      case 4 -> new DealAmountChanged(id, deal.amount(), amount(random), on, null, null);
      case 5 -> new DealOwnerChanged(id, deal.repId(), rep(random), on, null);
      case 6 ->
        new DealCreditSplitChanged(id, deal.shares(), shares(random), false, on, null, null);
      case 7 ->
        closedOn == null
            ? new DealStageChanged(id, deal.stage(), DealStage.NEGOTIATION, on, null)
            : new DealCloseDateChanged(id, closedOn, day(random), on, null, null);
      case 8 ->
        new DealReclassified(
            id,
            deal.belongsTo(),
            new Classification(random.nextBoolean() ? WEST : null, null, null, null, START),
            on,
            null);
      case 9, 10 -> {
        ForecastCategory said = random.nextInt(3) == 0 ? null : ForecastCategory.OMITTED;
        yield closedOn == null
            ? new ForecastCategoryOverridden(id, deal.overriddenAs(), said, on, null)
            : null;
      }
      default -> random.nextInt(4) == 0 ? new DealVoided(id, on, null, null) : null;
    };
  }

  private static DealFacts facts(Random random) {
    return new DealFacts(
        "crm",
        rep(random),
        shares(random),
        random.nextBoolean() ? WEST : null,
        null,
        null,
        DealStage.PROSPECTING,
        amount(random),
        START,
        null,
        null,
        null);
  }

  private static List<Share> shares(Random random) {
    return random.nextInt(3) == 0
        ? List.of(
            new Share(REPS.getFirst(), BigDecimal.valueOf(60)),
            new Share(REPS.getLast(), BigDecimal.valueOf(40)))
        : List.of();
  }

  private static @Nullable RepId rep(Random random) {
    int which = random.nextInt(3);
    return which == 2 ? null : REPS.get(which);
  }

  private static @Nullable Money amount(Random random) {
    return random.nextInt(5) == 0
        ? null
        : Money.of(String.valueOf(random.nextInt(100_000) / 100.0), "USD");
  }

  private static LocalDate day(Random random) {
    return START.plusDays(random.nextInt(DAYS));
  }
}
