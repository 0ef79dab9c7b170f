package dev.quotaledger.query.attainment;

import dev.quotaledger.api.Money;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.model.attainment.KnownLine;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.PlanView;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.ActiveGenerations;
import dev.quotaledger.query.Cursor;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.ReadParameters;
import dev.quotaledger.query.SettledTime;
import dev.quotaledger.query.reference.Seen;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.query.reference.Subjects;
import dev.quotaledger.runtime.web.Paging;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves the quota lines of a plan. */
@RestController
class QuotaController {

  private final AttainmentQueries queries;
  private final SettledTime settledTime;
  private final ActiveGenerations generations;
  private final Subjects subjects;

  QuotaController(
      AttainmentQueries queries,
      SettledTime settledTime,
      ActiveGenerations generations,
      Subjects subjects) {
    this.queries = queries;
    this.settledTime = settledTime;
    this.generations = generations;
    this.subjects = subjects;
  }

  /** A line and what it is worth in the view asked for. */
  record Line(
      SubjectView subject,
      @Nullable String territoryId,
      @Nullable String productLine,
      String periodId,
      String amount,
      String currency,
      Instant recordedAt) {}

  /** An answer of lines. */
  record LinesAnswer(
      String planId,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<Line> items,
      @Nullable String next) {}

  /** The lines of a plan, of one subject or period or of all. */
  @GetMapping("/api/v1/plans/{planId}/quotas")
  LinesAnswer lines(
      @PathVariable PlanId planId,
      @RequestParam(required = false) @Nullable String subject,
      @RequestParam(required = false) @Nullable PeriodId period,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      Paging paging) {
    int most = paging.limit();
    Cursor behind = Cursor.parse(paging.cursor(), 1);
    KnownAt known = settledTime.resolve(ReadParameters.knownAt(knownAt));
    View view = new View(ReadParameters.asOf(asOf), known.cut());
    PlanView plan = queries.plan(planId, view);
    Seen seen = Seen.of(plan.reference()::organization, view, known);
    if (subject != null) {
      seen.require(seen.showsAnySubject(subject));
      plan.requireSubjectOfLines(subject);
    }
    List<KnownLine> lines = plan.lines(period).stream()
        .filter(line -> subject == null || line.key().subject().id().equals(subject))
        .filter(line -> seen.shows(line.key().subject()))
        .filter(line -> line.line().amountOn(view.day()).isPresent())
        .filter(line ->
            behind == null || line.key().toString().compareTo(behind.keys().getFirst()) > 0)
        .sorted(Comparator.comparing(line -> line.key().toString()))
        .limit(most + 1L)
        .toList();
    boolean more = lines.size() > most;
    List<KnownLine> shown = more ? lines.subList(0, most) : lines;
    Map<Node, SubjectView> views = subjects.views(
        shown.stream().map(line -> Node.of(line.key().subject())).toList(),
        plan.reference(),
        view.knownAt());
    return new LinesAnswer(
        planId.value(),
        view.asOf(),
        known.at(),
        known.settled(),
        generations.isStale(AttainmentModel.NAME),
        shown.stream().flatMap(line -> view(line, view, views)).toList(),
        more ? Cursor.behind(shown.getLast().key().toString()).encode() : null);
  }

  private static Stream<Line> view(KnownLine line, View view, Map<Node, SubjectView> subjects) {
    QuotaLineKey key = line.key();
    return line.line().amountOn(view.day()).stream()
        .map((Money amount) -> new Line(
            Objects.requireNonNull(subjects.get(Node.of(key.subject()))),
            key.territoryId() == null ? null : key.territoryId().value(),
            key.productLine() == null ? null : key.productLine().value(),
            key.periodId().value(),
            amount.toPlainString(),
            amount.currency().getCurrencyCode(),
            line.facts().getLast().recordedAt()));
  }
}
