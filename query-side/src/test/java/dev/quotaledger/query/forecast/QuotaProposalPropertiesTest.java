package dev.quotaledger.query.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.Money;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What a proposal changes adds up to the quota that it promises. */
class QuotaProposalPropertiesTest {

  private static final Currency USD = Currency.getInstance("USD");

  @Property(tries = 300)
  void theLinesComeToTheProposedQuotaAndNoneGoesBelowZero(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 1_000_000) Integer> cents,
      @ForAll @IntRange(max = 9_000_000) int wantedCents,
      @ForAll @IntRange(max = 1_000_000) int fixedCents) {
    Map<QuotaLineKey, Money> lines = new HashMap<>();
    for (int i = 0; i < cents.size(); i++) {
      lines.put(line("P" + i), money(cents.get(i)));
    }
    Money fixed = money(fixedCents);
    Money now = lines.values().stream().reduce(fixed, Money::plus);
    Money wanted = money(wantedCents);

    QuotaProposal.of(wanted, now, lines).ifPresent(proposal -> {
      Money changed = proposal.deltas().values().stream().reduce(Money.zero(USD), Money::plus);
      assertThat(now.plus(changed)).isEqualTo(proposal.quota());
      assertThat(proposal.quota()).isEqualTo(wantedCents < fixedCents ? fixed : wanted);
      proposal
          .deltas()
          .forEach((line, delta) -> assertThat(
                  Objects.requireNonNull(lines.get(line)).plus(delta).isNegative())
              .isFalse());
    });
  }

  private static QuotaLineKey line(String period) {
    return new QuotaLineKey(Subject.rep(new RepId("ann")), null, null, new PeriodId(period));
  }

  private static Money money(int cents) {
    return new Money(BigDecimal.valueOf(cents, 2), USD);
  }
}
