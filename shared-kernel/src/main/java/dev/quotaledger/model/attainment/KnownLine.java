package dev.quotaledger.model.attainment;

import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.model.LineFact;
import dev.quotaledger.model.QuotaLine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A line with the facts that are known of it.
 *
 * @param facts in recorded order, at least one
 */
public record KnownLine(List<QuotaFact> facts) {

  /** The facts are copied. */
  public KnownLine {
    facts = List.copyOf(facts);
  }

  /** The lines that facts are of. */
  public static Map<QuotaLineKey, KnownLine> of(Stream<QuotaFact> facts) {
    Map<QuotaLineKey, List<QuotaFact>> byLine = new LinkedHashMap<>();
    facts.forEach(
        fact -> byLine.computeIfAbsent(fact.line(), _ -> new ArrayList<>()).add(fact));
    Map<QuotaLineKey, KnownLine> lines = new LinkedHashMap<>();
    byLine.forEach((line, ofLine) -> lines.put(line, new KnownLine(ofLine)));
    return lines;
  }

  /** What the lines are worth on the day, without those of which nothing is effective by then. */
  public static List<LineAmount> amounts(Collection<KnownLine> lines, LocalDate day) {
    return lines.stream()
        .flatMap(line ->
            line.line().amountOn(day).stream().map(amount -> new LineAmount(line.key(), amount)))
        .toList();
  }

  /** Which line it is. */
  public QuotaLineKey key() {
    return facts.getFirst().line();
  }

  /** The line over time. */
  public QuotaLine line() {
    return new QuotaLine(facts.stream().map(QuotaFact::change).toList());
  }

  /** The facts that make up the line's amount on the day; they sum to it. */
  public Stream<QuotaFact> inForceOn(LocalDate day) {
    Set<LineFact> inForce = Set.copyOf(line().inForceOn(day));
    return facts.stream().filter(fact -> inForce.contains(fact.change()));
  }
}
