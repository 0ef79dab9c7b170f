package dev.quotaledger.model.attainment;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.CreditFact;
import dev.quotaledger.model.CreditTarget;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sums the facts of credit: those of one kind together, and a deal once however often it says it. */
public final class CreditSums {

  private record Kind(
      CreditTarget target,
      DateRange days,
      @Nullable TerritoryId territoryId,
      @Nullable ProductLine productLine,
      Currency currency) {}

  private static final class Sum {
    private Money amount;
    private final Map<DealId, Integer> grants = new HashMap<>();
    private final Set<DealId> shared = new HashSet<>();

    private Sum(Currency currency) {
      amount = Money.zero(currency);
    }

    private void add(DealEntry entry, CreditFact fact) {
      amount = amount.plus(fact.amount());
      grants.merge(entry.dealId(), fact.reversal() ? -1 : 1, Integer::sum);
      if (entry.shared()) {
        shared.add(entry.dealId());
      }
    }

    private Credit credit(Kind kind) {
      List<DealId> credited = grants.entrySet().stream()
          .filter(e -> e.getValue() > 0)
          .map(Map.Entry::getKey)
          .toList();
      return new Credit(
          kind.target,
          kind.days,
          kind.territoryId,
          kind.productLine,
          amount,
          credited.stream().filter(deal -> !shared.contains(deal)).count(),
          Set.copyOf(credited.stream().filter(shared::contains).toList()));
    }
  }

  private CreditSums() {}

  /** The sums of what stands of the entries of one bucket. */
  public static List<Credit> standing(
      List<DealEntry> entries, CreditTarget target, DateRange days) {
    return sums(entries.stream(), CreditFact::stands, fact -> kind(fact, target, days));
  }

  /** The sums, by credit date, of those facts of the entries that count. */
  public static List<Credit> byDay(Stream<DealEntry> entries, Predicate<CreditFact> counts) {
    return sums(
        entries,
        counts,
        fact -> kind(fact, fact.target(), DateRange.ofDays(fact.creditOn(), fact.creditOn())));
  }

  private static Kind kind(CreditFact fact, CreditTarget target, DateRange days) {
    return new Kind(
        target, days, fact.territoryId(), fact.productLine(), fact.amount().currency());
  }

  private static List<Credit> sums(
      Stream<DealEntry> entries, Predicate<CreditFact> counts, Function<CreditFact, Kind> kinds) {
    Map<Kind, Sum> sums = new HashMap<>();
    entries.forEach(entry -> entry.facts().stream().filter(counts).forEach(fact -> {
      Kind kind = kinds.apply(fact);
      sums.computeIfAbsent(kind, _ -> new Sum(kind.currency)).add(entry, fact);
    }));
    return sums.entrySet().stream()
        .map(sum -> sum.getValue().credit(sum.getKey()))
        .toList();
  }
}
