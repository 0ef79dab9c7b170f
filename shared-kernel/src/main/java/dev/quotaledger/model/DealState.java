package dev.quotaledger.model;

import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DealEvent.Classification;
import dev.quotaledger.api.DealEvent.DealAmountChanged;
import dev.quotaledger.api.DealEvent.DealCloseDateChanged;
import dev.quotaledger.api.DealEvent.DealConfirmed;
import dev.quotaledger.api.DealEvent.DealCreditSplitChanged;
import dev.quotaledger.api.DealEvent.DealExpectedCloseChanged;
import dev.quotaledger.api.DealEvent.DealHistoryRecorded;
import dev.quotaledger.api.DealEvent.DealLost;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealOwnerChanged;
import dev.quotaledger.api.DealEvent.DealReclassified;
import dev.quotaledger.api.DealEvent.DealReopened;
import dev.quotaledger.api.DealEvent.DealStageChanged;
import dev.quotaledger.api.DealEvent.DealVoided;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.api.DealEvent.ForecastCategoryOverridden;
import dev.quotaledger.api.DealFacts;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.ForecastCategory;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Share;
import dev.quotaledger.api.SourceVersion;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The fold of a deal.
 *
 * @param source the system that it comes from
 * @param repId its owner; null for none
 * @param creditedRepId its owner when it was won, whom a later change of owner does not replace;
 *     null for none, and while it is not won
 * @param shares how its credit is split; empty when it is not
 * @param sharesLast whether the shares stand although the source does not repeat them
 * @param belongsTo territory, account, product line, lead and day of creation
 * @param stage where it stands
 * @param amount its value; null when not known
 * @param expectedCloseOn when it should close; null when not known
 * @param closedOn when it was won or lost; null while it is open
 * @param override what somebody said last of how sure it is; null for nothing, and while it is closed
 * @param voided whether it should never have been
 * @param sourceVersion the newest version of its source; null when it has none
 */
public record DealState(
    String source,
    @Nullable RepId repId,
    @Nullable RepId creditedRepId,
    List<Share> shares,
    boolean sharesLast,
    Classification belongsTo,
    DealStage stage,
    @Nullable Money amount,
    @Nullable LocalDate expectedCloseOn,
    @Nullable LocalDate closedOn,
    @Nullable CategoryOverride override,
    boolean voided,
    @Nullable SourceVersion sourceVersion) {

  /**
   * How sure somebody said that it is, and from when on.
   *
   * @param category null where they took it back
   */
  public record CategoryOverride(@Nullable ForecastCategory category, LocalDate effectiveOn) {}

  /** What a deal credits to whom. */
  public record Grant(CreditTarget target, Money amount) {}

  /** Whom a part of a deal belongs to; the part of the amount is null when that is not known. */
  public record Holding(CreditTarget target, @Nullable Money amount) {}

  /**
   * The state after the event.
   *
   * @param state the state before; null before {@link DealOpened}
   */
  public static DealState evolve(@Nullable DealState state, DealEvent event) {
    if (event instanceof DealOpened opened) {
      return opened(opened);
    }
    if (state == null) {
      throw new IllegalStateException("A deal begins with DealOpened, not with " + event);
    }
    return state.next(event).seen(event.sourceVersion());
  }

  /** It as its source has it. Shares that were set here last are none of the source's. */
  public DealFacts facts() {
    return new DealFacts(
        source,
        repId,
        sharesLast ? List.of() : shares,
        belongsTo.territoryId(),
        belongsTo.accountId(),
        belongsTo.productLine(),
        stage,
        amount,
        belongsTo.createdOn(),
        expectedCloseOn,
        closedOn,
        belongsTo.leadId());
  }

  /** How sure it is that it brings its amount: as somebody said while it is open, else by its stage. */
  public ForecastCategory category() {
    ForecastCategory said = overriddenAs();
    return said == null ? ForecastCategory.of(stage) : said;
  }

  /** How sure somebody said that it is; null where the stage says it. */
  public @Nullable ForecastCategory overriddenAs() {
    return override == null ? null : override.category();
  }

  /** Whether it is won and stands. */
  public boolean isWon() {
    return stage == DealStage.WON && !voided;
  }

  /**
   * What it credits to whom: empty unless it is won and has an amount, else its {@link #holdings}.
   */
  public List<Grant> grants() {
    return isWon() && amount != null
        ? holdings().stream()
            .map(holding -> new Grant(holding.target(), Objects.requireNonNull(holding.amount())))
            .toList()
        : List.of();
  }

  /**
   * Whom it belongs to: by its shares, else the rep who won it or owns it, else the holder of its
   * territory, else nobody. The parts sum to the amount; equal remainders go to the earlier share.
   */
  public List<Holding> holdings() {
    if (shares.isEmpty()) {
      RepId rep = isWon() ? creditedRepId : repId;
      return List.of(new Holding(CreditTarget.of(rep, belongsTo.territoryId()), amount));
    }
    List<Money> parts = amount == null
        ? List.of()
        : amount.split(shares.stream().map(Share::percent).toList());
    return IntStream.range(0, shares.size())
        .mapToObj(i -> new Holding(
            CreditTarget.of(shares.get(i).repId(), null), parts.isEmpty() ? null : parts.get(i)))
        .toList();
  }

  /** As a record of the past tells that it was; what that does not tell is as it is known to be. */
  DealState asToldBy(DealHistoryRecorded past) {
    Currency currency = past.currency();
    if (currency == null && amount != null) {
      currency = amount.currency();
    }
    Money told =
        past.amount() == null || currency == null ? amount : new Money(past.amount(), currency);
    LocalDate expected = past.expectedCloseOn() == null ? expectedCloseOn : past.expectedCloseOn();
    DealState owned = past.repId() == null ? this : withOwner(past.repId());
    return owned
        .with(belongsTo, told, expected)
        .withStage(past.stage(), past.stage().isClosed() ? past.effectiveOn() : null);
  }

  private DealState next(DealEvent event) {
    return switch (event) {
      case DealOpened e -> opened(e);
      case DealStageChanged e -> withStage(e.after(), null);
      case DealAmountChanged e -> with(belongsTo, e.after(), expectedCloseOn);
      case DealExpectedCloseChanged e -> with(belongsTo, amount, e.after());
      case DealCloseDateChanged e -> withStage(stage, e.after());
      case DealReclassified e -> with(e.after(), amount, expectedCloseOn);
      case DealOwnerChanged e -> withOwner(e.after());
      case DealCreditSplitChanged e -> withShares(e.after(), e.lasting());
      case DealWon e -> withStage(DealStage.WON, e.closedOn());
      case DealLost e -> withStage(DealStage.LOST, e.closedOn());
      case DealReopened e -> withStage(e.stage(), null).withOverride(null);
      case ForecastCategoryOverridden e ->
        withOverride(new CategoryOverride(e.after(), e.effectiveOn()));
      case DealVoided _ -> asVoided();
      case DealConfirmed _, DealHistoryRecorded _ -> this;
    };
  }

  private static DealState opened(DealOpened e) {
    var facts = e.facts();
    return new DealState(
        facts.source(),
        facts.repId(),
        null,
        facts.splits(),
        false,
        new Classification(
            facts.territoryId(),
            facts.accountId(),
            facts.productLine(),
            facts.leadId(),
            facts.createdOn()),
        facts.stage().isClosed() ? DealStage.PROSPECTING : facts.stage(),
        facts.amount(),
        facts.expectedCloseOn(),
        null,
        null,
        false,
        e.sourceVersion());
  }

  private DealState with(
      Classification newBelongsTo, @Nullable Money newAmount, @Nullable LocalDate newExpected) {
    return new DealState(
        source,
        repId,
        creditedRepId,
        shares,
        sharesLast,
        newBelongsTo,
        stage,
        newAmount,
        newExpected,
        closedOn,
        override,
        voided,
        sourceVersion);
  }

  private DealState withOwner(@Nullable RepId owner) {
    return new DealState(
        source,
        owner,
        creditedRepId,
        shares,
        sharesLast,
        belongsTo,
        stage,
        amount,
        expectedCloseOn,
        closedOn,
        override,
        voided,
        sourceVersion);
  }

  private DealState withShares(List<Share> newShares, boolean last) {
    return new DealState(
        source,
        repId,
        creditedRepId,
        newShares,
        last,
        belongsTo,
        stage,
        amount,
        expectedCloseOn,
        closedOn,
        override,
        voided,
        sourceVersion);
  }

  private DealState withStage(DealStage newStage, @Nullable LocalDate newClosedOn) {
    boolean staysWon = newStage == DealStage.WON && stage == DealStage.WON;
    RepId credited = staysWon ? creditedRepId : newStage == DealStage.WON ? repId : null;
    return new DealState(
        source,
        repId,
        credited,
        shares,
        sharesLast,
        belongsTo,
        newStage,
        amount,
        expectedCloseOn,
        newClosedOn,
        newStage.isClosed() ? null : override,
        voided,
        sourceVersion);
  }

  /** Nobody can be sure of a deal that has closed. */
  private DealState withOverride(@Nullable CategoryOverride next) {
    return new DealState(
        source,
        repId,
        creditedRepId,
        shares,
        sharesLast,
        belongsTo,
        stage,
        amount,
        expectedCloseOn,
        closedOn,
        stage.isClosed() ? null : next,
        voided,
        sourceVersion);
  }

  private DealState asVoided() {
    return new DealState(
        source,
        repId,
        creditedRepId,
        shares,
        sharesLast,
        belongsTo,
        stage,
        amount,
        expectedCloseOn,
        closedOn,
        override,
        true,
        sourceVersion);
  }

  private DealState seen(@Nullable SourceVersion newer) {
    return new DealState(
        source,
        repId,
        creditedRepId,
        shares,
        sharesLast,
        belongsTo,
        stage,
        amount,
        expectedCloseOn,
        closedOn,
        override,
        voided,
        Optional.ofNullable(newer).orElse(sourceVersion));
  }
}
