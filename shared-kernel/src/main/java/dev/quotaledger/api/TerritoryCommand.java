package dev.quotaledger.api;

import java.time.LocalDate;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a territory. */
public sealed interface TerritoryCommand extends DomainCommand {

  /** The territory that decides. */
  TerritoryId territoryId();

  /**
   * Defines a territory. Repeating it with the same facts changes nothing.
   *
   * <p>Refused with {@link Refusal.AlreadyExists}.
   *
   * @param name what people call it
   * @param potential the yearly sales that it could give; null when unknown
   */
  record DefineTerritory(
      @TargetAggregateIdentifier TerritoryId territoryId,
      String name,
      @Nullable Money potential) implements TerritoryCommand {

    /** Throws {@link InvalidValue} for a name of no or more than 200 characters. */
    public DefineTerritory {
      Text.checkName("name", name, 200);
    }
  }

  /**
   * Gives a territory to a rep for a time in which nobody holds it so. Repeating it with the same
   * facts changes nothing.
   *
   * <p>Refused with {@link Refusal.NotFound}, {@link Refusal.UnknownReference}, {@link
   * Refusal.TerritoryHeld}.
   *
   * @param days the days of the assignment
   */
  record AssignTerritory(
      @TargetAggregateIdentifier TerritoryId territoryId,
      RepId repId,
      DateRange days,
      HolderRole role)
      implements TerritoryCommand {}

  /**
   * Moves a territory from its primary holder to somebody else from a date on, and its quota with
   * it.
   *
   * <p>Refused with {@link Refusal.NotFound}, {@link Refusal.UnknownReference}, {@link
   * Refusal.NotTheHolder}, {@link Refusal.SameHolder}.
   *
   * @param fromRepId the primary holder on the date; null when the territory is vacant then
   * @param toRepId the holder from then on; null to leave it vacant
   * @param effectiveOn the first day of the new holder
   * @param quota how quota follows
   */
  record ReallocateTerritory(
      @TargetAggregateIdentifier TerritoryId territoryId,
      @Nullable RepId fromRepId,
      @Nullable RepId toRepId,
      LocalDate effectiveOn,
      QuotaMove quota,
      @Nullable PersonalText reason)
      implements TerritoryCommand {}
}
