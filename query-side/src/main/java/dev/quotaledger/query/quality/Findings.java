package dev.quotaledger.query.quality;

import static java.util.stream.Collectors.groupingBy;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.CreditTarget;
import dev.quotaledger.model.attainment.PlanFrame;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.pipeline.DealRow;
import dev.quotaledger.query.pipeline.LeadRow;
import dev.quotaledger.query.pipeline.Pipeline;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks for what does not fit in the deals and leads of one view. */
final class Findings {

  private final Pipeline.Seen seen;
  private final View view;
  private final List<PlanFrame> plans;
  private final SortedSet<Finding> found = new TreeSet<>();

  private Findings(Pipeline.Seen seen, View view) {
    this.seen = seen;
    this.view = view;
    this.plans = seen.reference().plans(view.knownAt());
  }

  /** All that does not fit, by kind, source and id. */
  static SortedSet<Finding> in(Pipeline.Seen seen, View view) {
    Findings findings = new Findings(seen, view);
    List<DealRow> deals = seen.deals().all().toList();
    deals.forEach(findings::look);
    findings.lookForUnknown(deals);
    findings.lookForDuplicates(deals);
    findings.lookForClosedPeriods();
    findings.lookForUnknownDeals();
    return findings.found;
  }

  private void look(DealRow deal) {
    if (deal.target().equals(CreditTarget.NOBODY)) {
      add(Flaw.NO_REP_AND_NO_TERRITORY, deal, "names neither a rep nor a territory");
    }
    if (deal.closedOn() != null
        && deal.createdOn() != null
        && deal.closedOn().isBefore(deal.createdOn())) {
      add(
          Flaw.CLOSED_BEFORE_CREATED,
          deal,
          "created on %s, closed on %s".formatted(deal.createdOn(), deal.closedOn()));
    }
    if (deal.isWon() && (deal.amount() == null || deal.amount().isZero())) {
      add(
          Flaw.WON_WITHOUT_AMOUNT,
          deal,
          deal.amount() == null ? "has no amount" : "its amount is zero");
    }
  }

  private void lookForUnknown(List<DealRow> deals) {
    Set<ProductLine> lines = seen.deals().plannedProductLines();
    Set<Currency> currencies = plans.stream().map(PlanFrame::currency).collect(Collectors.toSet());
    for (DealRow deal : deals) {
      if (!lines.isEmpty() && deal.productLine() != null && !lines.contains(deal.productLine())) {
        add(
            Flaw.UNKNOWN_PRODUCT_LINE,
            deal,
            "its product line is " + deal.productLine().value());
      }
      if (!currencies.isEmpty()
          && deal.amount() != null
          && !currencies.contains(deal.amount().currency())) {
        add(
            Flaw.UNKNOWN_CURRENCY,
            deal,
            "its currency is " + deal.amount().currency().getCurrencyCode());
      }
    }
  }

  private void lookForDuplicates(List<DealRow> deals) {
    deals.stream()
        .collect(groupingBy(
            deal -> List.of(deal.source(), ExternalId.form(deal.dealId().value()))))
        .values()
        .forEach(this::addDuplicates);
  }

  private void addDuplicates(List<DealRow> deals) {
    SortedSet<String> ids = new TreeSet<>();
    deals.forEach(deal -> ids.add(deal.dealId().value()));
    if (ids.size() > 1) {
      deals.forEach(
          deal -> add(Flaw.DUPLICATE_EXTERNAL_ID, deal, "the same as " + String.join(", ", ids)));
    }
  }

  private void lookForClosedPeriods() {
    for (PlanFrame plan : plans) {
      Calendar calendar = seen.reference().calendar(plan.calendarId(), view.knownAt());
      for (Period leaf : calendar.leaves()) {
        plan.closedAt(leaf.periodId(), calendar)
            .ifPresent(closedAt -> seen.deals()
                .closedAndChangedSince(leaf.days(), closedAt)
                .forEach(deal -> add(
                    Flaw.CLOSED_IN_CLOSED_PERIOD,
                    deal,
                    "closed on %s, in period %s of plan %s"
                        .formatted(
                            deal.closedOn(),
                            leaf.periodId().value(),
                            plan.planId().value()))));
      }
    }
  }

  private void lookForUnknownDeals() {
    List<LeadRow> leads = seen.leads()
        .created(new DateRange(DateRange.ALWAYS, null))
        .filter(lead -> lead.dealId() != null)
        .toList();
    Collection<DealId> deals =
        leads.stream().map(LeadRow::dealId).filter(Objects::nonNull).toList();
    Map<DealId, ?> known = seen.deals().progress(deals);
    for (LeadRow lead : leads) {
      @Nullable DealId deal = lead.dealId();
      if (deal != null && !known.containsKey(deal)) {
        found.add(new Finding(
            Flaw.CONVERTED_TO_UNKNOWN_DEAL,
            lead.source(),
            lead.leadId().value(),
            "became deal " + deal.value()));
      }
    }
  }

  private void add(Flaw flaw, DealRow deal, String detail) {
    found.add(new Finding(flaw, deal.source(), deal.dealId().value(), detail));
  }
}
