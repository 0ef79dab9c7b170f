package dev.quotaledger.query.attainment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.model.CreditFact;
import dev.quotaledger.model.attainment.Attainment;
import dev.quotaledger.model.attainment.Attainment.Figure;
import dev.quotaledger.model.attainment.Basis;
import dev.quotaledger.model.attainment.Explanation;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.PlanView;
import dev.quotaledger.model.attainment.RecordedFacts;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.query.attainment.AttainmentStory.Step;
import dev.quotaledger.query.attainment.NaiveAttainment.Value;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/** For any story, told in any order and however often, figures are what a naive fold says. */
@SuppressWarnings("NullAway.Init") // the container's life cycle sets the fields
class AttainmentPropertiesTest {

  static final PlanId PLAN = Figures.PLAN;

  private static Path directory;
  private static EmbeddedReadStore store;
  private static int generation;

  @BeforeContainer
  static void open() throws IOException {
    directory = Files.createTempDirectory("attainment");
    store = EmbeddedReadStore.open(directory, DataSize.ofMegabytes(16));
  }

  @AfterContainer
  static void close() throws IOException {
    store.close();
    FileSystemUtils.deleteRecursively(directory);
  }

  @Property(tries = 100)
  void figuresAreThoseOfANaiveFold(
      @ForAll("steps") List<Step> steps, @ForAll boolean planOfNorth, @ForAll long seed) {
    Random random = new Random(seed);
    Figures figures = told(steps, planOfNorth, random);
    deliver(figures, figures.log(), random);

    for (View view : views(figures.log(), random)) {
      NaiveAttainment naive = new NaiveAttainment(figures.log(), view);
      PlanView plan = figures.plan(view);
      for (Period period : plan.calendar().periods()) {
        for (GroupBy groupBy : PlanView.GROUPS) {
          Attainment attainment = plan.attainment(period, groupBy);
          String asked = "%s by %s of %s".formatted(view, groupBy, period.periodId());
          assertThat(values(attainment)).as(asked).isEqualTo(notEmpty(naive, period, groupBy));
          assertThat(attainment.excluded()).as(asked).isEqualTo(naive.excluded(period, groupBy));
        }
      }
    }
  }

  @Property(tries = 25)
  void partsSumToTheWholeAndFactsToTheirFigure(
      @ForAll("steps") List<Step> steps, @ForAll long seed) {
    Random random = new Random(seed);
    Figures figures = told(steps, false, random);
    deliver(figures, figures.log(), random);

    for (View view : views(figures.log(), random)) {
      PlanView plan = figures.plan(view);
      List<Money> leaves = new ArrayList<>();
      for (Period period : plan.calendar().periods()) {
        Money whole = credited(plan.attainment(period, GroupBy.PLAN));
        assertThat(credited(plan.attainment(period, GroupBy.REP))).isEqualTo(whole);
        if (plan.calendar().isLeaf(period.periodId())) {
          leaves.add(whole);
        }
        for (GroupBy groupBy : PlanView.GROUPS) {
          plan.attainment(period, groupBy)
              .figures()
              .forEach(
                  (node, figure) -> assertIsExplained(figure, plan.explain(period, groupBy, node)));
        }
      }
      Period both = plan.periods(AttainmentStory.BOTH).getFirst();
      assertThat(sum(leaves)).isEqualTo(credited(plan.attainment(both, GroupBy.PLAN)));
    }
  }

  @Property(tries = 25)
  void aSettledAnswerNeverChanges(
      @ForAll("steps") List<Step> steps, @ForAll boolean planOfNorth, @ForAll long seed) {
    Random random = new Random(seed);
    Figures figures = told(steps, planOfNorth, random);
    List<RecordedEvent> log = figures.log();
    Instant settled = log.get(PROLOGUE + random.nextInt(log.size() - PROLOGUE)).recordedAt();
    List<RecordedEvent> until =
        log.stream().filter(event -> !event.recordedAt().isAfter(settled)).toList();
    deliver(figures, until, random);
    View view = new View(asOf(random), settled);
    Map<String, Attainment> before = answers(figures.plan(view));
    Map<String, Attainment> posted = answers(figures.plan(view).on(Basis.POSTED));

    deliver(figures, log, random);

    assertThat(answers(figures.plan(view))).isEqualTo(before);
    assertThat(answers(figures.plan(view).on(Basis.POSTED))).isEqualTo(posted);
  }

  @Property(tries = 50)
  void aFoldOfTheLogAloneGivesTheSame(
      @ForAll("steps") List<Step> steps, @ForAll boolean planOfNorth, @ForAll long seed) {
    Random random = new Random(seed);
    Figures figures = told(steps, planOfNorth, random);
    deliver(figures, figures.log(), random);
    RecordedFacts whole = folded(figures.log());

    for (View view : views(figures.log(), random)) {
      PlanView live = figures.plan(view);
      Map<String, Object> expected = everything(live);
      assertThat(everything(whole.plan(PLAN, view).orElseThrow())).isEqualTo(expected);
      RecordedFacts known = folded(figures.log().stream()
          .filter(event -> event.stored().isKnownAt(view.knownAt()))
          .toList());
      assertThat(everything(known.plan(PLAN, new View(view.asOf(), null)).orElseThrow()))
          .isEqualTo(expected);
    }
  }

  private static RecordedFacts folded(List<RecordedEvent> log) {
    RecordedFacts facts = new RecordedFacts();
    log.forEach(event -> facts.take(event.stored()));
    return facts;
  }

  /** Figures, and the facts behind them in an order of their own. */
  private static Map<String, Object> everything(PlanView plan) {
    Map<String, Object> everything = new TreeMap<>(explained(plan));
    everything.putAll(explained(plan.on(Basis.POSTED)));
    return everything;
  }

  private static Map<String, Object> explained(PlanView plan) {
    Map<String, Object> everything = new TreeMap<>(answers(plan));
    for (Period period : plan.calendar().periods()) {
      everything.put("lines of " + period.periodId(), plan.lines(period));
      for (GroupBy groupBy : PlanView.GROUPS) {
        Set<Node> nodes = plan.attainment(period, groupBy).figures().keySet();
        plan.explain(period, groupBy, nodes)
            .forEach((node, explanation) -> everything.put(
                "%s by %s of %s %s".formatted(node, groupBy, period.periodId(), plan.basis()),
                List.of(
                    Set.copyOf(explanation.quota()),
                    explanation.credit().stream()
                        .map(part ->
                            Arrays.asList(part.dealId(), counted(part.fact()), part.priorPeriod()))
                        .collect(Collectors.toSet()))));
      }
    }
    return everything;
  }

  /** What of a fact counts in a figure: when it was replaced is another thing in another log. */
  private static List<Object> counted(CreditFact fact) {
    return List.of(
        fact.target(), fact.creditOn(), fact.amount(), fact.effectiveOn(), fact.sequence());
  }

  /** The place of the last event with which every story begins. */
  private static final int PROLOGUE = 10;

  /** In buckets that hold all facts, or that are split once or at several levels. */
  private static Figures told(List<Step> steps, boolean planOfNorth, Random random) {
    int maxFacts = List.of(1, 2, 4, CreditBuckets.MAX_FACTS).get(random.nextInt(4));
    Figures figures = new Figures(store, ++generation, maxFacts);
    AttainmentStory.tell(figures, steps, planOfNorth);
    return figures;
  }

  /** In batches cut anywhere, aggregates in any order among each other, some of it again. */
  private static void deliver(Figures figures, List<RecordedEvent> log, Random random) {
    Map<String, Deque<RecordedEvent>> streams = new LinkedHashMap<>();
    log.forEach(event ->
        streams.computeIfAbsent(event.aggregateId(), _ -> new ArrayDeque<>()).add(event));
    List<RecordedEvent> delivered = new ArrayList<>();
    int from = 0;
    while (!streams.isEmpty()) {
      List<Deque<RecordedEvent>> open = List.copyOf(streams.values());
      Deque<RecordedEvent> stream = open.get(random.nextInt(open.size()));
      delivered.add(stream.remove());
      streams.values().removeIf(Collection::isEmpty);
      if (streams.isEmpty() || random.nextInt(4) == 0) {
        figures.project(List.copyOf(delivered.subList(from, delivered.size())));
        from = random.nextInt(3) == 0 ? random.nextInt(delivered.size()) : delivered.size();
      }
    }
  }

  private static List<View> views(List<RecordedEvent> log, Random random) {
    Instant some = log.get(PROLOGUE + random.nextInt(log.size() - PROLOGUE)).recordedAt();
    Instant last = log.getLast().recordedAt();
    return List.of(
        View.LIVE,
        new View(asOf(random), null),
        new View(null, some),
        new View(asOf(random), some),
        new View(asOf(random), last));
  }

  private static LocalDate asOf(Random random) {
    return AttainmentStory.DAYS.get(random.nextInt(AttainmentStory.DAYS.size()));
  }

  private static Map<Node, Value> values(Attainment attainment) {
    Map<Node, Value> values = new TreeMap<>();
    attainment
        .figures()
        .forEach((node, figure) ->
            values.put(node, new Value(figure.quota(), figure.credited(), figure.deals())));
    values.values().removeIf(AttainmentPropertiesTest::isEmpty);
    return values;
  }

  private static Map<Node, Value> notEmpty(NaiveAttainment naive, Period period, GroupBy groupBy) {
    Map<Node, Value> values = naive.figures(period, groupBy);
    values.values().removeIf(AttainmentPropertiesTest::isEmpty);
    return values;
  }

  private static boolean isEmpty(Value value) {
    return value.quota() == null && value.credited().isZero() && value.deals() == 0;
  }

  private static Map<String, Attainment> answers(PlanView plan) {
    Map<String, Attainment> answers = new TreeMap<>();
    for (Period period : plan.calendar().periods()) {
      for (GroupBy groupBy : PlanView.GROUPS) {
        answers.put(
            period.periodId() + " " + groupBy + " " + plan.basis(),
            plan.attainment(period, groupBy));
      }
    }
    return answers;
  }

  private static void assertIsExplained(Figure figure, Explanation explanation) {
    assertThat(explanation.creditTotal(Figures.USD)).isEqualTo(figure.credited());
    Money quota = explanation.quota().isEmpty() ? null : explanation.quotaTotal(Figures.USD);
    assertThat(quota).isEqualTo(figure.quota());
  }

  private static Money credited(Attainment attainment) {
    return sum(attainment.figures().values().stream().map(Figure::credited).toList());
  }

  private static Money sum(List<Money> amounts) {
    return amounts.stream().reduce(Money.zero(Figures.USD), Money::plus);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return AttainmentStory.anySteps();
  }
}
