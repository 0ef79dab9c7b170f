package dev.quotaledger.model;

import dev.quotaledger.api.DealEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fold of the credit that a deal gives. A correction replaces the credit from its effective
 * date on: what counted from that date or later no longer stands, and what counted before is
 * reversed on it.
 *
 * @param deal the deal; null before its first event
 * @param facts every grant and reversal there ever was, in recorded order
 */
public record DealCredit(@Nullable DealState deal, List<CreditFact> facts) {

  /** No deal yet. */
  public static final DealCredit NONE = new DealCredit(null, List.of());

  /** The facts are copied. */
  public DealCredit {
    facts = List.copyOf(facts);
  }

  /**
   * The credit after the event.
   *
   * @param recordedAt when it was recorded
   * @param sequence its place in the deal's stream
   */
  public DealCredit evolve(DealEvent event, Instant recordedAt, long sequence) {
    DealState next = DealState.evolve(deal, event);
    LocalDate day = event.effectiveOn();
    List<CreditFact> before = grants(deal, day, recordedAt, sequence);
    List<CreditFact> after = grants(next, day, recordedAt, sequence);
    return Set.copyOf(before).equals(Set.copyOf(after))
        ? new DealCredit(next, facts)
        : new DealCredit(next, replacedFrom(day, after, recordedAt, sequence));
  }

  /** Whether it ever credited more than one target. */
  public boolean isEverShared() {
    return facts.stream().map(CreditFact::target).distinct().count() > 1;
  }

  private static List<CreditFact> grants(
      @Nullable DealState deal, LocalDate effectiveOn, Instant recordedAt, long sequence) {
    LocalDate closedOn = deal == null ? null : deal.closedOn();
    if (deal == null || closedOn == null) {
      return List.of();
    }
    LocalDate from = effectiveOn.isBefore(closedOn) ? closedOn : effectiveOn;
    return deal.grants().stream()
        .map(grant -> new CreditFact(
            grant.target(),
            closedOn,
            grant.amount(),
            false,
            deal.belongsTo().territoryId(),
            deal.belongsTo().productLine(),
            deal.belongsTo().accountId(),
            from,
            recordedAt,
            null,
            sequence))
        .toList();
  }

  private List<CreditFact> replacedFrom(
      LocalDate day, List<CreditFact> grants, Instant recordedAt, long sequence) {
    List<CreditFact> result = new ArrayList<>();
    List<CreditFact> before = new ArrayList<>();
    for (CreditFact fact : facts) {
      if (fact.stands() && fact.effectiveOn().isBefore(day)) {
        before.add(fact);
      }
      boolean ends = fact.stands() && !fact.effectiveOn().isBefore(day);
      if (!ends) {
        result.add(fact);
      } else if (fact.recordedFrom().isBefore(recordedAt)) {
        result.add(fact.replacedAt(recordedAt));
      }
    }
    newestGrants(before).forEach(fact -> result.add(fact.reversedOn(day, recordedAt, sequence)));
    result.addAll(grants);
    return result;
  }

  /** What the standing facts sum to: every correction took back all that stood before it. */
  private static List<CreditFact> newestGrants(List<CreditFact> standing) {
    long newest = standing.stream().mapToLong(CreditFact::sequence).max().orElse(0);
    return standing.stream()
        .filter(fact -> fact.sequence() == newest && !fact.reversal())
        .toList();
  }
}
