package dev.quotaledger.published;

import static dev.quotaledger.published.Forms.DATE;
import static dev.quotaledger.published.Forms.DAYS;
import static dev.quotaledger.published.Forms.MONEY;
import static dev.quotaledger.published.Forms.PERSONAL_TEXT;
import static dev.quotaledger.published.Forms.REP;
import static dev.quotaledger.published.Forms.TERRITORY;
import static dev.quotaledger.published.Forms.TEXT;
import static dev.quotaledger.published.PublishedType.type;
import static dev.quotaledger.published.Shape.field;
import static dev.quotaledger.published.Shape.optional;

import dev.quotaledger.api.HolderRole;
import dev.quotaledger.api.QuotaMove;
import dev.quotaledger.api.TerritoryEvent.TerritoryAssigned;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import java.util.List;

/** The events of territories. */
final class TerritoryEvents {

  private static final PublishedType<TerritoryDefined> TERRITORY_DEFINED = type(
          "territory.defined", 1, TerritoryDefined.class, "A territory came into being.")
      .about(
          e -> "territory/" + e.territoryId().value(),
          field("territoryId", TerritoryDefined::territoryId, TERRITORY),
          field("name", TerritoryDefined::name, TEXT),
          optional("potential", TerritoryDefined::potential, MONEY),
          field("effectiveOn", TerritoryDefined::effectiveOn, DATE));

  private static final PublishedType<TerritoryAssigned> TERRITORY_ASSIGNED = type(
          "territory.assigned",
          1,
          TerritoryAssigned.class,
          "A rep was given the territory for a time.")
      .about(
          e -> "territory/" + e.territoryId().value(),
          field("territoryId", TerritoryAssigned::territoryId, TERRITORY),
          field("repId", TerritoryAssigned::repId, REP),
          field("role", TerritoryAssigned::role, Forms.oneOf(HolderRole.class)),
          field("effectiveOn", TerritoryAssigned::effectiveOn, DATE),
          optional("until", TerritoryAssigned::until, DATE));

  private static final PublishedType<TerritoryReallocated> TERRITORY_REALLOCATED = type(
          "territory.reallocated",
          1,
          TerritoryReallocated.class,
          "The territory changed its primary holder.")
      .about(
          e -> "territory/" + e.territoryId().value(),
          field("territoryId", TerritoryReallocated::territoryId, TERRITORY),
          optional("fromRepId", TerritoryReallocated::fromRepId, REP),
          optional("toRepId", TerritoryReallocated::toRepId, REP),
          field("effectiveOn", TerritoryReallocated::effectiveOn, DATE),
          optional("until", TerritoryReallocated::until, DATE),
          field("quota", TerritoryReallocated::quota, Forms.oneOf(QuotaMove.class)),
          field("fromHeld", TerritoryReallocated::fromHeld, Forms.listOf(DAYS)),
          field("toHeld", TerritoryReallocated::toHeld, Forms.listOf(DAYS)),
          optional("reason", TerritoryReallocated::reason, PERSONAL_TEXT));

  private TerritoryEvents() {}

  static List<PublishedType<?>> all() {
    return List.of(TERRITORY_DEFINED, TERRITORY_ASSIGNED, TERRITORY_REALLOCATED);
  }
}
