package dev.quotaledger.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What has happened to a territory: who held it when. */
public sealed interface TerritoryEvent extends DomainEvent {

  /** The territory. */
  TerritoryId territoryId();

  /**
   * A territory came into being.
   *
   * @param potential the yearly sales that it could give; null when unknown
   */
  @Revision("1")
  record TerritoryDefined(
      TerritoryId territoryId, String name, @Nullable Money potential, LocalDate effectiveOn)
      implements TerritoryEvent {}

  /**
   * A rep was given the territory for a time.
   *
   * @param effectiveOn the first day
   * @param until the day after the last one; null for no end
   */
  @Revision("1")
  record TerritoryAssigned(
      TerritoryId territoryId,
      RepId repId,
      HolderRole role,
      LocalDate effectiveOn,
      @Nullable LocalDate until)
      implements TerritoryEvent {

    /** The days of the assignment. */
    @JsonIgnore
    public DateRange days() {
      return new DateRange(effectiveOn, until);
    }
  }

  /**
   * The territory changed its primary holder. The reaction on it moves the quota.
   *
   * @param fromRepId the holder until then; null when it was vacant
   * @param toRepId the holder from then on; null when it is vacant
   * @param effectiveOn the first day that changes hands
   * @param until the day after the last one that changes hands, where a later change of holder was
   *     recorded already; null for no end
   * @param quota how quota follows
   * @param fromHeld the days on which the giver held the territory before this move, in order
   * @param toHeld the days on which the receiver held it before this move, in order
   */
  @Revision("1")
  record TerritoryReallocated(
      TerritoryId territoryId,
      @Nullable RepId fromRepId,
      @Nullable RepId toRepId,
      LocalDate effectiveOn,
      @Nullable LocalDate until,
      QuotaMove quota,
      List<DateRange> fromHeld,
      List<DateRange> toHeld,
      @Nullable PersonalText reason)
      implements TerritoryEvent {

    /** The days that change hands. */
    @JsonIgnore
    public DateRange days() {
      return new DateRange(effectiveOn, until);
    }
  }
}
