package dev.quotaledger.query.standing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.Money;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.QuotaFigure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A rank is one more than the number of those who are better, whoever they are. */
class RankedPropertiesTest {

  @Property
  void aRankIsOneMoreThanTheNumberOfThoseWhoAreBetter(
      @ForAll @Size(max = 30) List<@IntRange(min = -2, max = 12) Integer> quotas) {
    Map<Node, QuotaFigure> figures = new HashMap<>();
    for (int i = 0; i < quotas.size(); i++) {
      Money quota = quotas.get(i) < 0 ? null : Money.of(quotas.get(i).toString(), "USD");
      figures.put(new Node(Node.Type.REP, "r" + i), new QuotaFigure(quota, Money.of("12", "USD")));
    }
    figures.put(Node.HOUSE, new QuotaFigure(null, Money.of("1", "USD")));

    List<Ranked> all = Ranked.all(figures, Ranked.By.ATTAINMENT);

    assertThat(all)
        .hasSameSizeAs(quotas)
        .isSortedAccordingTo((a, b) -> a.place().compareTo(b.place()));
    for (Ranked rep : all) {
      if (rep.score() == null) {
        assertThat(rep.rank()).isNull();
      } else {
        assertThat(Objects.requireNonNull(rep.rank()) - 1)
            .isEqualTo(all.stream().filter(other -> isBetter(other, rep)).count());
      }
    }
  }

  private static boolean isBetter(Ranked other, Ranked than) {
    return other.score() != null
        && than.score() != null
        && other.score().compareTo(than.score()) > 0;
  }
}
