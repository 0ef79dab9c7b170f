package dev.quotaledger.model.attainment;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.model.CreditFact;
import dev.quotaledger.model.attainment.Attainment.Figure;
import dev.quotaledger.model.attainment.Attribution.Exclusion;
import dev.quotaledger.model.attainment.PostedCredit.Posting;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sums of what is posted on some days, by what it belongs to. */
final class PostedSums {

  private final DateRange days;
  private final Currency currency;
  private final Map<Node, Sum> sums = new HashMap<>();
  private final Map<Exclusion, Deals> excluded = new EnumMap<>(Exclusion.class);
  private final Map<Object, Deals> unposted = new HashMap<>();

  PostedSums(DateRange days, Currency currency) {
    this.days = days;
    this.currency = currency;
  }

  /** Takes in something of these days. */
  void add(Posting posting) {
    Exclusion why = posting.belongsTo().exclusion();
    if (posting.to() == null) {
      Stream<Object> places = why == null
          ? posting.belongsTo().nodes().stream().map(Object.class::cast)
          : Stream.of(why);
      places.forEach(place -> unposted.computeIfAbsent(place, _ -> new Deals()).add(posting));
      return;
    }
    for (Node node : posting.belongsTo().nodes()) {
      sums.computeIfAbsent(node, _ -> new Sum(currency)).add(posting, days);
    }
    if (why != null) {
      excluded.computeIfAbsent(why, _ -> new Deals()).add(posting);
    }
  }

  /** The figures of a period, with its lines. */
  Attainment attainment(Period period, Map<Node, List<LineAmount>> lines) {
    sums.values().removeIf(Sum::isNothing);
    lines.keySet().forEach(node -> sums.computeIfAbsent(node, _ -> new Sum(currency)));
    Map<Node, Figure> figures = new TreeMap<>();
    sums.forEach(
        (node, sum) -> figures.put(node, sum.figure(period, Attainment.total(lines.get(node)))));
    return new Attainment(figures, exclusions());
  }

  private Map<Exclusion, Integer> exclusions() {
    Map<Exclusion, Integer> counts = new EnumMap<>(Exclusion.class);
    excluded.forEach((why, deals) -> counts.put(why, Math.toIntExact(deals.count())));
    counts.put(
        Exclusion.NO_OPEN_PERIOD,
        Math.toIntExact(
            unposted.values().stream().flatMap(Deals::counted).distinct().count()));
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  private static final class Sum {

    private Money credited;
    private Money priorPeriodCredit;
    private final Deals deals = new Deals();

    private Sum(Currency currency) {
      credited = Money.zero(currency);
      priorPeriodCredit = credited;
    }

    private void add(Posting posting, DateRange days) {
      Money amount = posting.fact().amount();
      credited = credited.plus(amount);
      if (posting.prior(days) != null) {
        priorPeriodCredit = priorPeriodCredit.plus(amount);
      }
      deals.add(posting);
    }

    private boolean isNothing() {
      return credited.isZero() && deals.count() == 0;
    }

    private Figure figure(Period period, @Nullable Money quota) {
      return new Figure(period, quota, credited, deals.count(), priorPeriodCredit);
    }
  }

  /** Deals, of which those count that add something after all. */
  private static final class Deals {

    private final Map<Key, Net> nets = new HashMap<>();

    private record Key(DealId dealId, Currency currency) {}

    /**
     * What a deal adds.
     *
     * @param grants how many more grants of it than reversals there are
     * @param worth whether any of them is of more than nothing: one that is moved about without a
     *     difference adds nothing, while one of nothing counts where it is granted
     */
    private record Net(BigDecimal amount, int grants, boolean worth) {

      private static Net of(CreditFact fact) {
        BigDecimal amount = fact.amount().amount();
        return new Net(amount, fact.reversal() ? -1 : 1, amount.signum() != 0);
      }

      private Net plus(Net other) {
        return new Net(amount.add(other.amount), grants + other.grants, worth || other.worth);
      }

      private boolean isNothing() {
        return amount.signum() == 0 && (worth || grants == 0);
      }
    }

    private void add(Posting posting) {
      CreditFact fact = posting.fact();
      nets.merge(new Key(posting.dealId(), fact.amount().currency()), Net.of(fact), Net::plus);
    }

    private Stream<DealId> counted() {
      return nets.entrySet().stream()
          .filter(net -> !net.getValue().isNothing())
          .map(net -> net.getKey().dealId)
          .distinct();
    }

    private long count() {
      return counted().count();
    }
  }
}
