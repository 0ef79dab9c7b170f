package dev.quotaledger.query.pipeline;

import dev.quotaledger.api.AccountId;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.ForecastCategory;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.CreditTarget;
import dev.quotaledger.model.DealProgress;
import dev.quotaledger.model.DealProgress.Passage;
import dev.quotaledger.model.DealState;
import dev.quotaledger.model.attainment.Belonging;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The part of a deal that belongs to one rep, territory or nobody, as a view has it.
 *
 * @param source the system that the deal comes from
 * @param target whom the deal names
 * @param shared whether parts of the deal belong to others as well
 * @param stage where it stands
 * @param overriddenAs how sure somebody said that it is; null where the stage says it
 * @param amount this part of its value, negative for a credit note; null when not known
 * @param createdOn the day on which it was created; null when its source does not say
 * @param openedOn the day from which it is known to be open
 * @param expectedCloseOn the day on which it is expected to close; null when not known
 * @param closedOn the day on which it was won or lost; null while it is open
 * @param territoryId its territory; null when it names none
 * @param productLine what is sold; null when it names none
 * @param accountId the customer; null when it names none
 * @param leadId the lead that it came from; null when it names none
 * @param passages the stages that it went through, the present one last
 */
public record DealRow(
    DealId dealId,
    String source,
    CreditTarget target,
    boolean shared,
    DealStage stage,
    @Nullable ForecastCategory overriddenAs,
    @Nullable Money amount,
    @Nullable LocalDate createdOn,
    LocalDate openedOn,
    @Nullable LocalDate expectedCloseOn,
    @Nullable LocalDate closedOn,
    @Nullable TerritoryId territoryId,
    @Nullable ProductLine productLine,
    @Nullable AccountId accountId,
    @Nullable LeadId leadId,
    List<Passage> passages)
    implements DealPart {

  /** The parts of a deal; none when it should never have been. */
  static Stream<DealRow> of(DealId dealId, DealProgress deal) {
    DealState state = deal.state();
    if (state.voided()) {
      return Stream.empty();
    }
    List<DealState.Holding> holdings = state.holdings();
    var belongsTo = state.belongsTo();
    return holdings.stream()
        .map(holding -> new DealRow(
            dealId,
            state.source(),
            holding.target(),
            holdings.size() > 1,
            state.stage(),
            state.overriddenAs(),
            holding.amount(),
            belongsTo.createdOn(),
            deal.openedOn(),
            state.expectedCloseOn(),
            state.stage().isClosed() ? state.closedOn() : null,
            belongsTo.territoryId(),
            belongsTo.productLine(),
            belongsTo.accountId(),
            belongsTo.leadId(),
            deal.passages()));
  }

  /** How sure it is that it brings its amount. */
  public ForecastCategory category() {
    return overriddenAs == null ? ForecastCategory.of(stage) : overriddenAs;
  }

  @Override
  public boolean isOpen() {
    return closedOn == null;
  }

  @Override
  public boolean isWon() {
    return stage == DealStage.WON;
  }

  /** The day on which it was created, or from which it is known to be open. */
  public LocalDate begunOn() {
    return Objects.requireNonNullElse(createdOn, openedOn);
  }

  /**
   * The deal as it was on a day if nothing but its stage has changed since; empty before it was
   * opened. Who asks has to know that nothing else has.
   */
  Stream<DealRow> on(LocalDate day) {
    if (day.isBefore(openedOn)) {
      return Stream.empty();
    }
    List<Passage> until =
        passages.stream().filter(passage -> !passage.enteredOn().isAfter(day)).toList();
    DealStage then = until.isEmpty() ? DealStage.PROSPECTING : until.getLast().stage();
    return Stream.of(new DealRow(
        dealId,
        source,
        target,
        shared,
        then,
        overriddenAs,
        amount,
        createdOn,
        openedOn,
        expectedCloseOn,
        then.isClosed() ? closedOn : null,
        territoryId,
        productLine,
        accountId,
        leadId,
        until));
  }

  /** Both parts of a deal together. */
  public DealRow plus(DealRow other) {
    Money sum = amount == null || other.amount == null ? null : amount.plus(other.amount);
    return new DealRow(
        dealId,
        source,
        target,
        shared,
        stage,
        overriddenAs,
        sum,
        createdOn,
        openedOn,
        expectedCloseOn,
        closedOn,
        territoryId,
        productLine,
        accountId,
        leadId,
        passages);
  }

  /**
   * To whom it belongs: by the day on which it closed, or that day while it is open.
   *
   * @param leadSource where its lead came from; null when there is none, or nobody asks
   */
  public Belonging belonging(LocalDate day, @Nullable String leadSource) {
    return new Belonging(
        target, Objects.requireNonNullElse(closedOn, day), territoryId, productLine, leadSource);
  }

  @Override
  public Belonging belonging(LocalDate day) {
    return belonging(day, null);
  }

  @Override
  public @Nullable Currency currency() {
    return amount == null ? null : amount.currency();
  }

  @Override
  public double units() {
    return amount == null
        ? 0
        : amount.amount().movePointRight(Money.MAX_DECIMALS).doubleValue();
  }

  @Override
  public int begunDay() {
    return day(begunOn());
  }

  @Override
  public int closedDay() {
    return day(Objects.requireNonNull(closedOn, "it is closed"));
  }

  @Override
  public List<Entered> path() {
    return passages.stream()
        .map(passage -> new Entered(passage.stage(), day(passage.enteredOn())))
        .toList();
  }

  private static int day(LocalDate day) {
    return Math.toIntExact(day.toEpochDay());
  }
}
