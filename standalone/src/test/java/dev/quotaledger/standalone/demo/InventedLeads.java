package dev.quotaledger.standalone.demo;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leads of the last two fiscal years: some became the first order of an account, some a deal that was lost or is open,
 * most were given up, and the newest are open.
 */
final class InventedLeads {

  private static final LocalDate FROM = DemoInvention.HISTORY_FROM;

  private static final List<String> SOURCES =
      List.of("WEB", "TRADE_SHOW", "REFERRAL", "PARTNER", "OUTBOUND");

  /** How many of a hundred leads that end like this come from each source. */
  private static final int[] OF_CUSTOMERS = {22, 22, 24, 17, 15};

  private static final int[] OF_PROSPECTS = {30, 22, 14, 14, 20};
  private static final int[] OF_DISQUALIFIED = {41, 20, 7, 11, 21};

  private static final List<String> REASONS =
      List.of("No budget", "Too small", "Not a reseller", "No answer");

  private static final double CUSTOMERS_FROM_LEADS = 0.7;
  private static final double PROSPECTS_FROM_LEADS = 0.4;
  private static final int DISQUALIFIED = 650;
  private static final int OPEN = 80;
  private static final int OPEN_DAYS = 70;
  private static final int TO_DEAL_DAYS = 12;
  private static final int TO_END_DAYS = 10;
  private static final double SPREAD = 0.7;
  private static final double UNASSIGNED = 0.2;

  /** A lead before it has an id. */
  private record Draft(
      String source,
      String repId,
      LocalDate createdOn,
      String status,
      String dealId,
      @Nullable LocalDate endedOn,
      String reason) {}

  private final Reps reps;
  private final List<Draft> drafts = new ArrayList<>();

  private InventedLeads(Reps reps) {
    this.reps = reps;
  }

  /**
   * The leads as rows of a file, by their days.
   *
   * @param rows each a lead
   * @param ofDeals the lead of each deal that came from one
   */
  record Leads(List<List<String>> rows, Map<String, String> ofDeals) {}

  static Leads of(List<OrderedDeal> ordered, List<InventedDeal> deals, Reps reps) {
    InventedLeads leads = new InventedLeads(reps);
    ordered.stream()
        .filter(OrderedDeal::mayComeFromLead)
        .forEach(deal -> leads.convert(
            deal.order().dealId(),
            deal.order().repId(),
            deal.createdOn(),
            OF_CUSTOMERS,
            CUSTOMERS_FROM_LEADS));
    deals.stream()
        .filter(InventedDeal::isOfProspect)
        .forEach(deal -> leads.convert(
            deal.dealId(), deal.repId(), deal.createdOn(), OF_PROSPECTS, PROSPECTS_FROM_LEADS));
    List<Order> orders = ordered.stream().map(OrderedDeal::order).toList();
    leads.disqualify(orders);
    leads.leaveOpen(orders);
    return leads.inOrder();
  }

  private void convert(
      String dealId, String repId, LocalDate convertedOn, int[] sources, double probability) {
    Dice dice = new Dice("lead of " + dealId);
    if (dice.chance(probability) && !convertedOn.isBefore(FROM)) {
      LocalDate createdOn = createdOn(repId, convertedOn, dice);
      String source = SOURCES.get(dice.byWeight(sources));
      drafts.add(new Draft(source, repId, createdOn, "CONVERTED", dealId, convertedOn, ""));
    }
  }

  private LocalDate createdOn(String repId, LocalDate convertedOn, Dice dice) {
    long days = dice.days(TO_DEAL_DAYS, SPREAD);
    return reps.notBeforeHiring(repId, Workdays.onOrBefore(convertedOn.minusDays(days)));
  }

  private void disqualify(List<Order> orders) {
    int days = (int) ChronoUnit.DAYS.between(FROM, DemoInvention.LAST_DAY);
    for (int i = 0; i < DISQUALIFIED; i++) {
      Dice dice = new Dice("disqualified lead " + i);
      LocalDate createdOn = Workdays.onOrBefore(FROM.plusDays(dice.between(0, days)));
      LocalDate endedOn = createdOn.plusDays(dice.days(TO_END_DAYS, SPREAD));
      if (!endedOn.isAfter(DemoInvention.LAST_DAY)) {
        String source = SOURCES.get(dice.byWeight(OF_DISQUALIFIED));
        String rep = dice.oneOf(orders).repId();
        boolean isThere = reps.notBeforeHiring(rep, createdOn).equals(createdOn);
        String repId = isThere && !dice.chance(UNASSIGNED) ? rep : "";
        String reason = dice.oneOf(REASONS);
        drafts.add(new Draft(source, repId, createdOn, "DISQUALIFIED", "", endedOn, reason));
      }
    }
  }

  private void leaveOpen(List<Order> orders) {
    List<String> reps = orders.stream().map(Order::repId).distinct().toList();
    for (int i = 0; i < OPEN; i++) {
      Dice dice = new Dice("open lead " + i);
      int age = dice.between(0, OPEN_DAYS);
      String status = dice.chance((double) age / OPEN_DAYS) ? "QUALIFIED" : "NEW";
      String source = SOURCES.get(dice.byWeight(OF_PROSPECTS));
      LocalDate createdOn = Workdays.onOrBefore(DemoInvention.LAST_DAY.minusDays(age));
      drafts.add(new Draft(source, dice.oneOf(reps), createdOn, status, "", null, ""));
    }
  }

  private Leads inOrder() {
    drafts.sort(Comparator.comparing(Draft::createdOn)
        .thenComparing(Draft::dealId)
        .thenComparing(Draft::repId)
        .thenComparing(Draft::source));
    List<List<String>> rows = new ArrayList<>();
    Map<String, String> ofDeals = new HashMap<>();
    for (Draft draft : drafts) {
      String id = "demo-lead-" + (rows.size() + 1);
      rows.add(row(id, draft));
      if (!draft.dealId.isEmpty()) {
        ofDeals.put(draft.dealId, id);
      }
    }
    return new Leads(rows, ofDeals);
  }

  private static List<String> row(String id, Draft draft) {
    String ended = draft.endedOn == null ? "" : draft.endedOn.toString();
    boolean converted = draft.status.equals("CONVERTED");
    return List.of(
        id,
        draft.source,
        draft.repId,
        draft.createdOn.toString(),
        draft.status,
        draft.dealId,
        converted ? ended : "",
        converted ? "" : ended,
        draft.reason);
  }
}
