package dev.quotaledger.model;

import dev.quotaledger.api.DealEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    List<CreditFact> grants = grants(next, event.effectiveOn(), recordedAt, sequence);
    return isCredited(grants)
        ? new DealCredit(next, facts)
        : new DealCredit(next, replacedFrom(event.effectiveOn(), grants, recordedAt, sequence));
  }

  private static List<CreditFact> grants(
      DealState deal, LocalDate effectiveOn, Instant recordedAt, long sequence) {
    LocalDate closedOn = deal.closedOn();
    if (closedOn == null) {
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

  /** Whether exactly these grants stand at the end of time. */
  private boolean isCredited(List<CreditFact> grants) {
    List<CreditFact> standing = netted(facts.stream().filter(CreditFact::stands).toList());
    return standing.size() == grants.size()
        && grants.stream().allMatch(grant -> standing.stream().anyMatch(grant::credits));
  }

  private List<CreditFact> replacedFrom(
      LocalDate day, List<CreditFact> grants, Instant recordedAt, long sequence) {
    List<CreditFact> result = new ArrayList<>();
    List<CreditFact> before = new ArrayList<>();
    for (CreditFact fact : facts) {
      if (fact.stands() && !fact.effectiveOn().isBefore(day)) {
        result.add(fact.replacedAt(recordedAt));
      } else {
        result.add(fact);
        if (fact.stands()) {
          before.add(fact);
        }
      }
    }
    result.removeIf(fact -> Objects.equals(fact.recordedTo(), fact.recordedFrom()));
    netted(before).forEach(fact -> result.add(fact.reversedOn(day, recordedAt, sequence)));
    result.addAll(grants);
    return result;
  }

  /** The grants that no reversal takes back. */
  private static List<CreditFact> netted(List<CreditFact> facts) {
    List<CreditFact> left = new ArrayList<>();
    for (CreditFact fact : facts) {
      int reversed = -1;
      for (int i = 0; i < left.size() && fact.reversal(); i++) {
        if (left.get(i).reversedOn(fact.effectiveOn(), fact.recordedFrom(), 0).credits(fact)) {
          reversed = i;
        }
      }
      if (reversed >= 0) {
        left.remove(reversed);
      } else {
        left.add(fact);
      }
    }
    return left;
  }
}
