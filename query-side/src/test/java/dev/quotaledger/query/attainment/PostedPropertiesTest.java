package dev.quotaledger.query.attainment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.CalendarEvent.CalendarExtended;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.attainment.Attainment;
import dev.quotaledger.model.attainment.Attainment.Figure;
import dev.quotaledger.model.attainment.Attribution.Exclusion;
import dev.quotaledger.model.attainment.Basis;
import dev.quotaledger.model.attainment.Explanation;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.PlanView;
import dev.quotaledger.model.attainment.RecordedFacts;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.query.attainment.AttainmentStory.Kind;
import dev.quotaledger.query.attainment.AttainmentStory.Step;
import dev.quotaledger.query.attainment.NaivePosting.Net;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/** For any story of deals, people, closings and reopenings, credit is posted as a naive fold says. */
@SuppressWarnings("NullAway.Init") // the container's life cycle sets the fields
class PostedPropertiesTest {

  /** The place of the last event with which every story begins. */
  private static final int PROLOGUE = 10;

  private static Path directory;
  private static EmbeddedReadStore store;

  @BeforeContainer
  static void open() throws IOException {
    directory = Files.createTempDirectory("posted");
    store = EmbeddedReadStore.open(directory, DataSize.ofMegabytes(16));
  }

  @AfterContainer
  static void close() throws IOException {
    store.close();
    FileSystemUtils.deleteRecursively(directory);
  }

  @Property(tries = 100)
  void creditIsPostedAsANaiveFoldSays(
      @ForAll("steps") List<Step> steps, @ForAll boolean planOfNorth, @ForAll long seed) {
    Random random = new Random(seed);
    List<RecordedEvent> log = told(steps, planOfNorth, random.nextBoolean());
    for (View view : views(log, random)) {
      PlanView posted = plan(log, view).on(Basis.POSTED);
      GroupBy groupBy = groupBy(random);
      NaivePosting naive = new NaivePosting(log, posted.calendar(), view, groupBy);
      for (Period period : posted.calendar().periods()) {
        Attainment attainment = posted.attainment(period, groupBy);
        String asked = "%s by %s of %s".formatted(view, groupBy, period.periodId());
        assertThat(credits(attainment)).as(asked).isEqualTo(credits(naive, period));
        assertThat(excluded(attainment)).as(asked).containsAll(excluded(naive, period));
        assertAreExplained(posted, period, groupBy, attainment);
      }
    }
  }

  @Property(tries = 100)
  void allPeriodsTogetherHaveWhatIsEarned(
      @ForAll("steps") List<Step> steps, @ForAll boolean planOfNorth, @ForAll long seed) {
    Random random = new Random(seed);
    List<RecordedEvent> log = told(steps, planOfNorth, random.nextBoolean());
    for (View view : views(log, random)) {
      PlanView plan = plan(log, view);
      GroupBy groupBy = groupBy(random);
      NaivePosting naive = new NaivePosting(log, plan.calendar(), view, groupBy);
      Map<Node, Money> earned = new TreeMap<>();
      Map<Node, Money> posted = new TreeMap<>();
      for (Period leaf : plan.calendar().leaves()) {
        credited(plan, leaf, groupBy).forEach((node, it) -> earned.merge(node, it, Money::plus));
        credited(plan.on(Basis.POSTED), leaf, groupBy)
            .forEach((node, it) -> posted.merge(node, it, Money::plus));
        naive.unposted(leaf).forEach((place, deals) -> {
          if (place instanceof Node node) {
            posted.merge(node, NaivePosting.total(deals), Money::plus);
          }
        });
      }
      earned.values().removeIf(Money::isZero);
      posted.values().removeIf(Money::isZero);
      assertThat(posted).as("%s by %s", view, groupBy).isEqualTo(earned);
    }
  }

  @Property(tries = 50)
  void whatIsPostedInAPeriodDoesNotChangeWhileItIsClosed(
      @ForAll("steps") List<Step> steps, @ForAll boolean planOfNorth, @ForAll long seed) {
    Random random = new Random(seed);
    List<RecordedEvent> log = told(steps, planOfNorth, false);
    LocalDate asOf = random.nextBoolean() ? null : asOf(random);
    GroupBy groupBy = groupBy(random);
    RecordedFacts facts = folded(log);
    List<Instant> moments =
        log.stream().skip(PROLOGUE).map(RecordedEvent::recordedAt).distinct().toList();
    Calendar calendar = plan(log, View.LIVE).calendar();
    for (Period leaf : calendar.leaves()) {
      Map<Node, List<Object>> before = Map.of();
      for (Instant moment : moments) {
        PlanView plan =
            facts.plan(Figures.PLAN, new View(asOf, moment)).orElseThrow().on(Basis.POSTED);
        Map<Node, List<Object>> now = withDeals(plan.attainment(leaf, groupBy));
        if (NaivePosting.isClosed(leaf, moment, log, calendar)) {
          assertThat(now).as("%s by %s at %s", leaf, groupBy, moment).isEqualTo(before);
        }
        before = now;
      }
    }
  }

  @Property(tries = 50)
  void aClosingAloneLeavesAllAsItIsEarned(
      @ForAll("steps") List<Step> steps, @ForAll boolean planOfNorth) {
    List<Step> withoutClosings = steps.stream()
        .filter(step -> step.kind() != Kind.CLOSE && step.kind() != Kind.REOPEN_PERIOD)
        .toList();
    Figures figures = new Figures(store, Integer.MAX_VALUE);
    AttainmentStory.tell(figures, withoutClosings, planOfNorth);
    figures.record(
        new PeriodClosed(Figures.PLAN, AttainmentStory.BOTH, LocalDate.of(2026, 3, 31), null));
    PlanView plan = plan(figures.log(), View.LIVE);
    for (Period period : plan.calendar().periods()) {
      for (GroupBy groupBy : PlanView.GROUPS) {
        Attainment earned = plan.attainment(period, groupBy);
        Attainment posted = plan.on(Basis.POSTED).attainment(period, groupBy);
        assertThat(withDeals(posted)).isEqualTo(withDeals(earned));
        assertThat(posted.excluded()).isEqualTo(earned.excluded());
      }
    }
  }

  /** Credit and deals; nothing of mere quota. */
  private static Map<Node, List<Object>> withDeals(Attainment attainment) {
    Map<Node, List<Object>> values = new TreeMap<>();
    attainment.figures().forEach((node, figure) -> {
      if (!figure.credited().isZero() || figure.deals() > 0) {
        values.put(node, List.of(figure.credited(), figure.deals()));
      }
    });
    return values;
  }

  /** The log of a story, whose calendar may go on after it. */
  private static List<RecordedEvent> told(
      List<Step> steps, boolean planOfNorth, boolean calendarGoesOn) {
    Figures figures = new Figures(store, Integer.MAX_VALUE);
    AttainmentStory.tell(figures, steps, planOfNorth);
    if (calendarGoesOn) {
      figures.record(new CalendarExtended(
          Figures.CALENDAR,
          List.of(new Period(
              new PeriodId("P3"), LocalDate.of(2026, 4, 1), LocalDate.of(2026, 6, 30), null))));
    }
    return figures.log();
  }

  private static RecordedFacts folded(List<RecordedEvent> log) {
    RecordedFacts facts = new RecordedFacts();
    log.forEach(event -> facts.take(event.stored()));
    return facts;
  }

  private static PlanView plan(List<RecordedEvent> log, View view) {
    return folded(log).plan(Figures.PLAN, view).orElseThrow();
  }

  private static List<View> views(List<RecordedEvent> log, Random random) {
    Instant some = log.get(PROLOGUE + random.nextInt(log.size() - PROLOGUE)).recordedAt();
    return List.of(View.LIVE, new View(asOf(random), null), new View(null, some));
  }

  private static LocalDate asOf(Random random) {
    return AttainmentStory.DAYS.get(random.nextInt(AttainmentStory.DAYS.size()));
  }

  private static GroupBy groupBy(Random random) {
    List<GroupBy> groups = PlanView.GROUPS.stream().sorted().toList();
    return groups.get(random.nextInt(groups.size()));
  }

  private static Map<Node, Money> credited(PlanView plan, Period period, GroupBy groupBy) {
    Map<Node, Money> credited = new TreeMap<>();
    plan.attainment(period, groupBy)
        .figures()
        .forEach((node, figure) -> credited.put(node, figure.credited()));
    return credited;
  }

  /** Credit and the part of it that belongs to prior periods, where there is any. */
  private static Map<Node, List<Object>> credits(Attainment attainment) {
    Map<Node, List<Object>> values = new TreeMap<>();
    attainment.figures().forEach((node, figure) -> {
      if (!figure.credited().isZero() || !prior(figure).isZero()) {
        values.put(node, List.of(figure.credited(), prior(figure)));
      }
    });
    return values;
  }

  private static Money prior(Figure figure) {
    return Objects.requireNonNull(figure.priorPeriodCredit());
  }

  private static Map<Node, List<Object>> credits(NaivePosting naive, Period period) {
    Map<Object, Map<DealId, Net>> prior = naive.ofPriorPeriods(period);
    Map<Node, List<Object>> values = new TreeMap<>();
    naive.in(period).forEach((place, deals) -> {
      Money credited = NaivePosting.total(deals);
      Money ofPrior = NaivePosting.total(prior.getOrDefault(place, Map.of()));
      if (place instanceof Node node && !(credited.isZero() && ofPrior.isZero())) {
        values.put(node, List.of(credited, ofPrior));
      }
    });
    return values;
  }

  private static Set<Exclusion> excluded(Attainment attainment) {
    return attainment.excluded().keySet();
  }

  /** Why there is credit that belongs to nothing, or that is posted nowhere. */
  private static Set<Exclusion> excluded(NaivePosting naive, Period period) {
    Set<Exclusion> excluded = new HashSet<>();
    naive.in(period).forEach((place, deals) -> {
      if (place instanceof Exclusion why && isWorth(deals)) {
        excluded.add(why);
      }
    });
    if (naive.unposted(period).values().stream().anyMatch(PostedPropertiesTest::isWorth)) {
      excluded.add(Exclusion.NO_OPEN_PERIOD);
    }
    return excluded;
  }

  private static boolean isWorth(Map<DealId, Net> deals) {
    return deals.values().stream().anyMatch(net -> net.amount().signum() != 0);
  }

  private static void assertAreExplained(
      PlanView plan, Period period, GroupBy groupBy, Attainment attainment) {
    Map<Node, Explanation> explanations =
        plan.explain(period, groupBy, attainment.figures().keySet());
    attainment.figures().forEach((node, figure) -> {
      Explanation explanation = Objects.requireNonNull(explanations.get(node));
      assertThat(explanation.creditTotal(Figures.USD)).isEqualTo(figure.credited());
      assertThat(explanation.credit().stream()
              .filter(part -> part.priorPeriod() != null)
              .map(part -> part.fact().amount())
              .reduce(Money.zero(Figures.USD), Money::plus))
          .isEqualTo(prior(figure));
    });
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return AttainmentStory.anySteps();
  }
}
