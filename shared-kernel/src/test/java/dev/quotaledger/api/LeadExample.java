package dev.quotaledger.api;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A lead for tests, said in words: new, from the web, of rep 275, unless told otherwise. */
public final class LeadExample {

  private static final LeadFacts NEW =
      new LeadFacts("web", new RepId("275"), null, LeadStatus.NEW, null, null, null);

  private final LeadFacts facts;

  private LeadExample(LeadFacts facts) {
    this.facts = facts;
  }

  /** A new lead from the web, of rep 275. */
  public static LeadExample aLead() {
    return new LeadExample(NEW);
  }

  /** The facts. */
  public LeadFacts facts() {
    return facts;
  }

  /** The same lead from elsewhere, created on the day; null when not known. */
  public LeadExample from(String source, @Nullable String createdOn) {
    return new LeadExample(new LeadFacts(
        source,
        facts.repId(),
        day(createdOn),
        facts.status(),
        facts.convertedDealId(),
        facts.convertedOn(),
        facts.disqualifiedOn()));
  }

  /** The same lead worked by another rep; null for nobody. */
  public LeadExample of(@Nullable String repId) {
    return new LeadExample(new LeadFacts(
        facts.source(),
        repId == null ? null : new RepId(repId),
        facts.createdOn(),
        facts.status(),
        facts.convertedDealId(),
        facts.convertedOn(),
        facts.disqualifiedOn()));
  }

  /** The same lead, qualified. */
  public LeadExample qualified() {
    return closed(LeadStatus.QUALIFIED, null, null, null);
  }

  /** The same lead, given up on the day. */
  public LeadExample disqualifiedOn(String day) {
    return closed(LeadStatus.DISQUALIFIED, null, null, day);
  }

  /** The same lead, converted to the deal on the day; null when no deal is named. */
  public LeadExample convertedTo(@Nullable String dealId, String day) {
    return closed(LeadStatus.CONVERTED, dealId, day, null);
  }

  private LeadExample closed(
      LeadStatus status,
      @Nullable String dealId,
      @Nullable String convertedOn,
      @Nullable String disqualifiedOn) {
    return new LeadExample(new LeadFacts(
        facts.source(),
        facts.repId(),
        facts.createdOn(),
        status,
        dealId == null ? null : new DealId(dealId),
        day(convertedOn),
        day(disqualifiedOn)));
  }

  private static @Nullable LocalDate day(@Nullable String day) {
    return day == null ? null : LocalDate.parse(day);
  }
}
