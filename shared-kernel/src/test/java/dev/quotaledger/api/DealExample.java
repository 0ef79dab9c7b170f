package dev.quotaledger.api;

import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A deal for tests, said in words: open, of rep 275, worth 1,000.00 USD, unless told otherwise. */
public final class DealExample {

  private static final DealFacts OPEN = new DealFacts(
      "crm",
      new RepId("275"),
      List.of(),
      null,
      null,
      null,
      DealStage.PROPOSAL,
      Money.of("1000.00", "USD"),
      null,
      null,
      null,
      null);

  private final DealFacts facts;

  private DealExample(DealFacts facts) {
    this.facts = facts;
  }

  /** An open deal of rep 275, worth 1,000.00 USD. */
  public static DealExample aDeal() {
    return new DealExample(OPEN);
  }

  /** A share of a deal's credit. */
  public static Share share(String repId, String percent) {
    return Share.of(new RepId(repId), percent);
  }

  /** The facts. */
  public DealFacts facts() {
    return facts;
  }

  /** The same deal with another owner; null for none. */
  public DealExample of(@Nullable String repId) {
    return changed(f -> copy(f, repId == null ? null : new RepId(repId), f.splits(), f.amount()));
  }

  /** The same deal, split. */
  public DealExample split(Share... shares) {
    return changed(f -> copy(f, f.repId(), List.of(shares), f.amount()));
  }

  /** The same deal with another amount in USD; null for none. */
  public DealExample worth(@Nullable String amount) {
    return changed(
        f -> copy(f, f.repId(), f.splits(), amount == null ? null : Money.of(amount, "USD")));
  }

  /** The same deal in a territory. */
  public DealExample in(String territoryId) {
    return changed(f -> new DealFacts(
        f.source(),
        f.repId(),
        f.splits(),
        new TerritoryId(territoryId),
        f.accountId(),
        f.productLine(),
        f.stage(),
        f.amount(),
        f.createdOn(),
        f.expectedCloseOn(),
        f.closedOn(),
        f.leadId()));
  }

  /** The same deal, created and expected to close on the days; null when not known. */
  public DealExample dated(@Nullable String createdOn, @Nullable String expectedCloseOn) {
    return changed(f -> new DealFacts(
        f.source(),
        f.repId(),
        f.splits(),
        f.territoryId(),
        f.accountId(),
        f.productLine(),
        f.stage(),
        f.amount(),
        day(createdOn),
        day(expectedCloseOn),
        f.closedOn(),
        f.leadId()));
  }

  /** The same deal, open, at a stage. */
  public DealExample at(DealStage stage) {
    return closed(stage, null);
  }

  /** The same deal, won on the day. */
  public DealExample wonOn(String day) {
    return closed(DealStage.WON, day);
  }

  /** The same deal, lost on the day. */
  public DealExample lostOn(String day) {
    return closed(DealStage.LOST, day);
  }

  private DealExample closed(DealStage stage, @Nullable String closedOn) {
    return changed(f -> new DealFacts(
        f.source(),
        f.repId(),
        f.splits(),
        f.territoryId(),
        f.accountId(),
        f.productLine(),
        stage,
        f.amount(),
        f.createdOn(),
        f.expectedCloseOn(),
        day(closedOn),
        f.leadId()));
  }

  private DealExample changed(UnaryOperator<DealFacts> change) {
    return new DealExample(change.apply(facts));
  }

  private static DealFacts copy(
      DealFacts f, @Nullable RepId repId, List<Share> splits, @Nullable Money amount) {
    return new DealFacts(
        f.source(),
        repId,
        splits,
        f.territoryId(),
        f.accountId(),
        f.productLine(),
        f.stage(),
        amount,
        f.createdOn(),
        f.expectedCloseOn(),
        f.closedOn(),
        f.leadId());
  }

  private static @Nullable LocalDate day(@Nullable String day) {
    return day == null ? null : LocalDate.parse(day);
  }
}
