package dev.quotaledger.query.attainment;

import static java.util.stream.Collectors.toMap;

import dev.quotaledger.api.Money;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.PlanState;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanEvent.QuotaDrafted;
import dev.quotaledger.model.PlanLife;
import dev.quotaledger.model.QuotaLine;
import dev.quotaledger.model.attainment.KnownLine;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.PlanView;
import dev.quotaledger.model.attainment.StoredEvent;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.ActiveGenerations;
import dev.quotaledger.query.Cursor;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.ReadParameters;
import dev.quotaledger.query.SettledTime;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.query.reference.Subjects;
import dev.quotaledger.runtime.people.PersonalTexts;
import dev.quotaledger.runtime.web.Paging;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves what the revision of a plan drafts, beside what is in force. */
@RestController
class RevisionController {

  private final AttainmentQueries queries;
  private final SettledTime settledTime;
  private final ActiveGenerations generations;
  private final Subjects subjects;
  private final PersonalTexts texts;

  RevisionController(
      AttainmentQueries queries,
      SettledTime settledTime,
      ActiveGenerations generations,
      Subjects subjects,
      PersonalTexts texts) {
    this.queries = queries;
    this.settledTime = settledTime;
    this.generations = generations;
    this.subjects = subjects;
    this.texts = texts;
  }

  /**
   * A line that is drafted.
   *
   * @param amount what it will be worth from {@code effectiveOn} on
   * @param inForce what it is worth on that day in the view asked for; null where there is no line
   */
  record Draft(
      SubjectView subject,
      @Nullable String territoryId,
      @Nullable String productLine,
      String periodId,
      LocalDate effectiveOn,
      String amount,
      @Nullable String inForce,
      String currency,
      Instant recordedAt,
      @Nullable String actor,
      @Nullable String reason) {}

  /**
   * A page of drafts.
   *
   * @param revision the number of the revision; null where the plan is not being revised
   */
  record RevisionAnswer(
      String planId,
      PlanState state,
      @Nullable Integer revision,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<Draft> items,
      @Nullable String next) {}

  /** What the revision of the plan drafts that is drawn up, reviewed or ready to be published. */
  @GetMapping("/api/v1/plans/{planId}/revision")
  RevisionAnswer revision(
      @PathVariable PlanId planId,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      Paging paging) {
    int most = paging.limit();
    Cursor behind = Cursor.parse(paging.cursor(), 2);
    KnownAt known = settledTime.resolve(ReadParameters.knownAt(knownAt));
    View view = new View(ReadParameters.asOf(asOf), known.cut());
    PlanView plan = queries.plan(planId, view);
    PlanLife life = plan.frame().life();
    List<StoredEvent> drafts = life.isRevised()
        ? queries.drafts(planId, life.begun(), view).stream()
            .filter(draft -> behind == null || isBehind(DraftBuckets.draft(draft), behind))
            .limit(most + 1L)
            .toList()
        : List.of();
    boolean more = drafts.size() > most;
    List<StoredEvent> shown = more ? drafts.subList(0, most) : drafts;
    return new RevisionAnswer(
        planId.value(),
        life.state(),
        life.isRevised() ? life.underWay() : null,
        view.asOf(),
        known.at(),
        known.settled(),
        generations.isStale(AttainmentModel.NAME),
        views(shown, plan, view),
        more ? cursor(DraftBuckets.draft(shown.getLast())).encode() : null);
  }

  private static Cursor cursor(QuotaDrafted draft) {
    return Cursor.behind(draft.line().toString(), draft.effectiveOn().toString());
  }

  private static boolean isBehind(QuotaDrafted draft, Cursor cursor) {
    int line = draft.line().toString().compareTo(cursor.keys().getFirst());
    return line > 0
        || (line == 0 && draft.effectiveOn().toString().compareTo(cursor.keys().getLast()) > 0);
  }

  private List<Draft> views(List<StoredEvent> drafts, PlanView plan, View view) {
    if (drafts.isEmpty()) {
      return List.of();
    }
    Map<QuotaLineKey, QuotaLine> lines =
        plan.lines((PeriodId) null).stream().collect(toMap(KnownLine::key, KnownLine::line));
    Map<Node, SubjectView> views = subjects.views(
        drafts.stream().map(draft -> node(DraftBuckets.draft(draft))).toList(),
        plan.reference(),
        view.knownAt());
    return drafts.stream()
        .map(stored -> view(
            stored,
            lines.getOrDefault(DraftBuckets.draft(stored).line(), QuotaLine.EMPTY),
            Objects.requireNonNull(views.get(node(DraftBuckets.draft(stored))))))
        .toList();
  }

  private Draft view(StoredEvent stored, QuotaLine line, SubjectView subject) {
    QuotaDrafted draft = DraftBuckets.draft(stored);
    QuotaLineKey key = draft.line();
    return new Draft(
        subject,
        key.territoryId() == null ? null : key.territoryId().value(),
        key.productLine() == null ? null : key.productLine().value(),
        key.periodId().value(),
        draft.effectiveOn(),
        draft.after().toPlainString(),
        line.amountOn(draft.effectiveOn()).map(Money::toPlainString).orElse(null),
        draft.after().currency().getCurrencyCode(),
        stored.recordedAt(),
        stored.actor(),
        Optional.ofNullable(draft.reason()).flatMap(texts::decrypt).orElse(null));
  }

  private static Node node(QuotaDrafted draft) {
    return Node.of(draft.line().subject());
  }
}
