package dev.quotaledger.model.attainment;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.Period;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.CreditFact;
import dev.quotaledger.model.attainment.Attribution.Attributed;
import dev.quotaledger.model.attainment.PostingPeriods.Stretch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The credit of a plan where it is posted. What is posted in a period is the difference that a
 * stretch of recorded time made to what is earned in a leaf period: what was known at its end,
 * without what was known at its beginning. Whatever made the difference is in it: a late deal, a
 * correction, another holder or team of whoever sold. So all periods together have what is earned,
 * and nothing that is recorded after a period was closed reaches what is posted in it.
 */
final class PostedCredit {

  private final FigureFacts facts;
  private final Reference reference;
  private final PlanFrame plan;
  private final Calendar calendar;
  private final View view;
  private final GroupBy groupBy;
  private final PostingPeriods periods;
  private final Map<Optional<Instant>, Known> known = new HashMap<>();
  private final Map<Period, List<Posting>> late = new HashMap<>();

  PostedCredit(
      FigureFacts facts,
      Reference reference,
      PlanFrame plan,
      Calendar calendar,
      View view,
      GroupBy groupBy) {
    this.facts = facts;
    this.reference = reference;
    this.plan = plan;
    this.calendar = calendar;
    this.view = view;
    this.groupBy = groupBy;
    this.periods = new PostingPeriods(plan, calendar);
  }

  /**
   * Credit that came to something, or that was taken from it.
   *
   * @param of the leaf period of its credit date
   * @param to the leaf period in which it is posted; null where none was open
   */
  record Posting(
      DealId dealId,
      CreditFact fact,
      Attributed belongsTo,
      Period of,
      @Nullable Period to) {

    /** The leaf period that it belongs to, where that is over before the days begin; else null. */
    @Nullable
    Period prior(DateRange days) {
      return to != null && of.lastDay().isBefore(days.from()) ? of : null;
    }
  }

  /**
   * Gives all that is posted on some days, and what of their own credit is posted nowhere. Credit of
   * the days themselves counts on its date, a correction of an earlier period on the first day of
   * the period that takes it.
   */
  void each(DateRange days, Consumer<Posting> taken) {
    for (Period leaf : periods.leaves()) {
      List<Stretch> stretches = periods.of(leaf);
      days.intersection(leaf.days())
          .ifPresent(own -> post(leaf, own, stretches, to -> !isLater(to, leaf), taken));
      if (stretches.stream()
          .anyMatch(stretch -> isLater(stretch.to(), leaf) && begins(stretch.to(), days))) {
        late(leaf, stretches).stream()
            .filter(posting -> begins(posting.to, days))
            .forEach(taken);
      }
    }
  }

  private static boolean isLater(@Nullable Period to, Period leaf) {
    return to != null && !to.equals(leaf);
  }

  private static boolean begins(@Nullable Period to, DateRange days) {
    return to != null && days.contains(to.firstDay());
  }

  private List<Posting> late(Period leaf, List<Stretch> stretches) {
    List<Posting> found = late.get(leaf);
    if (found == null) {
      List<Posting> postings = new ArrayList<>();
      post(leaf, leaf.days(), stretches, to -> isLater(to, leaf), postings::add);
      late.put(leaf, postings);
      found = postings;
    }
    return found;
  }

  /** Stretches that are posted in one period, with what is known at both of their ends. */
  private record Change(
      @Nullable Known from, Known until, @Nullable Period to) {}

  private void post(
      Period leaf,
      DateRange days,
      List<Stretch> stretches,
      Predicate<@Nullable Period> wanted,
      Consumer<Posting> taken) {
    List<Change> changes = stretches.stream()
        .filter(stretch -> wanted.test(stretch.to()))
        .map(stretch -> new Change(
            stretch.after() == null ? null : known(stretch.after()),
            known(stretch.through() == null ? view.knownAt() : stretch.through()),
            stretch.to()))
        .toList();
    if (!changes.isEmpty()) {
      facts
          .history(days)
          .forEach(entry -> entry
              .facts()
              .forEach(fact ->
                  changes.forEach(change -> post(entry.dealId(), fact, leaf, change, taken))));
    }
  }

  private static void post(
      DealId dealId, CreditFact fact, Period leaf, Change change, Consumer<Posting> taken) {
    Attributed before = change.from == null ? Attributed.NOTHING : change.from.belongsTo(fact);
    Attributed after = change.until.belongsTo(fact);
    Attributed left = before.without(after);
    Attributed came = after.without(before);
    if (!left.isNothing()) {
      CreditFact back = fact.takenBackAt(
          change.until.counts(fact)
              ? fact.recordedFrom()
              : Objects.requireNonNull(fact.recordedTo(), "it was replaced"));
      taken.accept(new Posting(dealId, back, left, leaf, change.to));
    }
    if (!came.isNothing()) {
      taken.accept(new Posting(dealId, fact, came, leaf, change.to));
    }
  }

  private Known known(@Nullable Instant at) {
    return known.computeIfAbsent(Optional.ofNullable(at), _ -> new Known(at));
  }

  /** What is known at a moment, null for all that is recorded, of the day of the view. */
  private final class Known {

    private final @Nullable Instant at;
    private final Attribution attribution;
    private final Map<Kind, Attributed> attributed = new HashMap<>();

    private record Kind(Belonging belonging, Currency currency) {}

    private Known(@Nullable Instant at) {
      this.at = at;
      PlanFrame then = Objects.equals(at, view.knownAt())
          ? plan
          : reference.plan(plan.planId(), at).orElseThrow();
      this.attribution = Attribution.ofPlan(reference, then, calendar, groupBy, at);
    }

    private boolean counts(CreditFact fact) {
      return fact.counts(view.asOf(), at);
    }

    private Attributed belongsTo(CreditFact fact) {
      return counts(fact)
          ? attributed.computeIfAbsent(
              new Kind(Belonging.of(fact), fact.amount().currency()),
              _ -> attribution.attribute(fact, plan.currency()))
          : Attributed.NOTHING;
    }
  }
}
