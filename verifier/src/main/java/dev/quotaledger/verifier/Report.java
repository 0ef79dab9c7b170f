package dev.quotaledger.verifier;

import dev.quotaledger.api.Money;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.model.attainment.Attainment;
import dev.quotaledger.model.attainment.Attainment.Figure;
import dev.quotaledger.model.attainment.Basis;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.PlanView;
import dev.quotaledger.model.attainment.RecordedFacts;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.proof.NotProven;
import dev.quotaledger.published.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The figures of attainment that somebody reported: the answer of the program as it was saved.
 *
 * @param basis in which period credit counts; an answer that does not say it has what was earned
 * @param view what the figures use; an answer without a cut of knowledge uses what was known when it
 *     was given
 */
record Report(PlanId planId, Basis basis, View view, List<Item> items) {

  private static final String WHAT = "a report of attainment";

  /**
   * One figure.
   *
   * @param quota null where there is none
   * @param priorPeriodCredit null where credit counts as it was earned
   */
  record Item(
      Node node,
      PeriodId periodId,
      @Nullable String quota,
      String credited,
      @Nullable String priorPeriodCredit) {}

  /** Reads the answer; throws {@link Unusable} where it is none. */
  static Report read(byte[] bytes) {
    try {
      Map<String, Object> answer = Json.object(bytes);
      Object asOf = answer.get("asOf");
      return new Report(
          new PlanId(text(answer, "planId")),
          answer.get("basis") == null ? Basis.EARNED : Basis.parse(text(answer, "basis")),
          new View(
              asOf == null ? null : LocalDate.parse(asOf.toString()),
              Instant.parse(text(answer, "knownAt"))),
          ((List<?>) required(answer, "items"))
              .stream().map(item -> item((Map<?, ?>) item)).toList());
    } catch (RuntimeException e) {
      throw new Unusable("this is not " + WHAT + ": " + e.getMessage());
    }
  }

  private static Item item(Map<?, ?> item) {
    Map<?, ?> subject = (Map<?, ?>) required(item, "subject");
    Object quota = item.get("quota");
    Object prior = item.get("priorPeriodCredit");
    return new Item(
        new Node(Node.Type.valueOf(text(subject, "type")), text(subject, "id")),
        new PeriodId(text(item, "periodId")),
        quota == null ? null : quota.toString(),
        text(item, "credited"),
        prior == null ? null : prior.toString());
  }

  /**
   * Compares every figure with what the facts give.
   *
   * @return what holds
   * @throws NotProven for the first figure that differs
   */
  String compareWith(RecordedFacts facts) {
    PlanView plan = facts
        .plan(planId, view)
        .orElseThrow(() -> new NotProven("the events know no plan " + planId.value()))
        .on(basis);
    Map<PeriodId, Attainment> known = new HashMap<>();
    for (Item item : items) {
      Attainment attainment = known.computeIfAbsent(
          item.periodId, id -> plan.attainment(plan.periods(id).getFirst(), groupBy()));
      compare(item, attainment.figures().get(item.node));
    }
    return "%d figures of plan %s, as of %s, known at %s, %s"
        .formatted(
            items.size(),
            planId.value(),
            view.asOf() == null ? "any day" : view.asOf(),
            view.knownAt(),
            basis);
  }

  private static void compare(Item item, @Nullable Figure figure) {
    Money quota = figure == null ? null : figure.quota();
    String computed = quota == null ? null : quota.toPlainString();
    String credited = figure == null ? "nothing" : figure.credited().toPlainString();
    if (!Objects.equals(computed, item.quota) || !credited.equals(item.credited)) {
      throw new NotProven(
          "%s %s in %s has quota %s and credit %s in the report, but the events give %s and %s"
              .formatted(
                  item.node.type(),
                  item.node.id(),
                  item.periodId.value(),
                  item.quota,
                  item.credited,
                  computed,
                  credited));
    }
    Money prior = figure == null ? null : figure.priorPeriodCredit();
    String ofPriorPeriods = prior == null ? null : prior.toPlainString();
    if (!Objects.equals(ofPriorPeriods, item.priorPeriodCredit)) {
      throw new NotProven(
          "%s %s in %s has credit of prior periods %s in the report, but the events give %s"
              .formatted(
                  item.node.type(),
                  item.node.id(),
                  item.periodId.value(),
                  item.priorPeriodCredit,
                  ofPriorPeriods));
    }
  }

  /** What the figures are broken down by; the house is among those of reps and teams. */
  private GroupBy groupBy() {
    return items.stream()
        .map(item -> item.node.type())
        .filter(type -> type != Node.Type.HOUSE)
        .map(type -> GroupBy.valueOf(type.name()))
        .findFirst()
        .orElse(GroupBy.REP);
  }

  private static String text(Map<?, ?> tree, String name) {
    return required(tree, name).toString();
  }

  private static Object required(Map<?, ?> tree, String name) {
    return Objects.requireNonNull(tree.get(name), "there is no " + name);
  }
}
