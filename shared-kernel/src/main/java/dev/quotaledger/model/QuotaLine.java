package dev.quotaledger.model;

import dev.quotaledger.api.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A quota line over time. A set fixes it from its effective date on until the next set in effective
 * order; differences add to that. A set wipes only those differences that were recorded before it
 * and are effective on or before it.
 *
 * @param facts the line's changes in recorded order
 */
public record QuotaLine(List<LineFact> facts) {

  /** A line on which nothing is recorded. */
  public static final QuotaLine EMPTY = new QuotaLine(List.of());

  private static final Comparator<LineFact> IN_EFFECTIVE_ORDER =
      Comparator.comparing(LineFact::effectiveOn).thenComparingLong(LineFact::sequence);

  /** The facts are copied. */
  public QuotaLine {
    facts = List.copyOf(facts);
  }

  /** This line with one more fact. */
  public QuotaLine with(LineFact fact) {
    return new QuotaLine(Stream.concat(facts.stream(), Stream.of(fact)).toList());
  }

  /** The facts that make up the line's amount as of the day; their amounts sum to it. */
  public List<LineFact> inForceOn(LocalDate asOf) {
    List<LineFact> effective =
        facts.stream().filter(fact -> !fact.effectiveOn().isAfter(asOf)).toList();
    Optional<LineFact> set =
        effective.stream().filter(fact -> fact.kind() == LineFact.Kind.SET).max(IN_EFFECTIVE_ORDER);
    return effective.stream()
        .filter(fact -> set.map(s -> fact.equals(s) || isDeltaNotWipedBy(s, fact))
            .orElse(fact.kind() == LineFact.Kind.DELTA))
        .toList();
  }

  /** The line's amount as of the day; empty when nothing about it is effective by then. */
  public Optional<Money> amountOn(LocalDate asOf) {
    List<LineFact> inForce = inForceOn(asOf);
    return inForce.isEmpty() ? Optional.empty() : Optional.of(sum(inForce));
  }

  /** The line's amount with every fact that is recorded; empty when nothing is. */
  public Optional<Money> amount() {
    return amountOn(LocalDate.MAX);
  }

  /** Whether setting this amount from this day on would change the amount of no day. */
  public boolean isSetTo(Money amount, LocalDate effectiveOn) {
    List<LineFact> inForce = inForceOn(effectiveOn);
    return inForce.stream()
            .anyMatch(
                fact -> fact.kind() == LineFact.Kind.SET && fact.effectiveOn().equals(effectiveOn))
        && sum(inForce).equals(amount);
  }

  /** The days on or after the given one on which the amount can change, that one included. */
  public Stream<LocalDate> changesFrom(LocalDate day) {
    return Stream.concat(
            Stream.of(day),
            facts.stream().map(LineFact::effectiveOn).filter(change -> change.isAfter(day)))
        .distinct();
  }

  /**
   * The same line without what can make no difference any more, whatever is recorded later: it has
   * the same amount on every day. For deciding, not for explaining.
   */
  public QuotaLine compacted() {
    List<LineFact> kept = new ArrayList<>();
    for (LineFact fact : facts) {
      LineFact last = kept.isEmpty() ? null : kept.getLast();
      if (isSuperseded(fact)) {
        continue;
      }
      if (last != null && canJoin(last, fact)) {
        kept.removeLast();
        kept.add(new LineFact(
            LineFact.Kind.DELTA,
            last.amount().plus(fact.amount()),
            fact.effectiveOn(),
            fact.sequence()));
      } else {
        kept.add(fact);
      }
    }
    return new QuotaLine(kept);
  }

  /** Whether a later set of the same day hides the fact on every day. */
  private boolean isSuperseded(LineFact fact) {
    boolean hidden = facts.stream()
        .anyMatch(set -> set.kind() == LineFact.Kind.SET
            && set.sequence() > fact.sequence()
            && set.effectiveOn().equals(fact.effectiveOn()));
    boolean addsToAnEarlierRecordedSet = fact.kind() == LineFact.Kind.DELTA
        && facts.stream()
            .anyMatch(set -> set.kind() == LineFact.Kind.SET
                && set.sequence() < fact.sequence()
                && set.effectiveOn().isAfter(fact.effectiveOn()));
    return hidden && !addsToAnEarlierRecordedSet;
  }

  /** Neighbours in recorded order: no set lies between them, so each wipes both or neither. */
  private static boolean canJoin(LineFact a, LineFact b) {
    return a.kind() == LineFact.Kind.DELTA
        && b.kind() == LineFact.Kind.DELTA
        && a.effectiveOn().equals(b.effectiveOn());
  }

  private static boolean isDeltaNotWipedBy(LineFact set, LineFact fact) {
    boolean wiped =
        fact.sequence() < set.sequence() && !fact.effectiveOn().isAfter(set.effectiveOn());
    return fact.kind() == LineFact.Kind.DELTA && !wiped;
  }

  private static Money sum(List<LineFact> facts) {
    Currency currency = facts.getFirst().amount().currency();
    return facts.stream().map(LineFact::amount).reduce(Money.zero(currency), Money::plus);
  }
}
