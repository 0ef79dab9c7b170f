package dev.quotaledger.model;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.HolderRole;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TerritoryEvent;
import dev.quotaledger.api.TerritoryEvent.TerritoryAssigned;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import java.util.List;
import java.util.stream.Stream;

/**
 * The fold of who holds a territory, on every date.
 *
 * @param primary the primary holder; no value while the territory is vacant
 * @param co the co-holders, in recorded order
 */
public record Holders(Timeline<RepId> primary, List<CoHolding> co) {

  /** The days on which a rep holds a territory beside its primary holder. */
  public record CoHolding(RepId repId, DateRange days) {}

  /** Nobody, ever. */
  public static final Holders NOBODY = new Holders(Timeline.empty(), List.of());

  /** The holders after the event. */
  public Holders evolve(TerritoryEvent event) {
    return switch (event) {
      case TerritoryDefined _ -> this;
      case TerritoryAssigned e
      when e.role() == HolderRole.PRIMARY -> new Holders(primary.with(e.days(), e.repId()), co);
      case TerritoryAssigned e ->
        new Holders(
            primary,
            Stream.concat(co.stream(), Stream.of(new CoHolding(e.repId(), e.days())))
                .toList());
      case TerritoryReallocated e -> new Holders(primary.with(e.days(), e.toRepId()), co);
    };
  }
}
