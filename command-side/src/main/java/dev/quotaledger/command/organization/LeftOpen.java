package dev.quotaledger.command.organization;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.HolderRole;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.command.References;
import dev.quotaledger.command.TerritoryList;
import dev.quotaledger.model.Holders;
import dev.quotaledger.model.Holders.CoHolding;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a departure leaves for somebody to deal with, since it takes no territory from anybody. */
@Component
final class LeftOpen {

  private final TerritoryList territories;
  private final References references;

  LeftOpen(TerritoryList territories, References references) {
    this.territories = territories;
    this.references = references;
  }

  /**
   * Days on which a rep holds a territory.
   *
   * @param until the last of them; null for no end
   */
  record Holding(
      TerritoryId territoryId,
      HolderRole role,
      LocalDate from,
      @Nullable LocalDate until) {}

  /** What the rep holds after the day, by territory and day. */
  List<Holding> after(LocalDate lastDay, RepId repId) {
    DateRange afterwards = DateRange.startingOn(lastDay.plusDays(1));
    return territories.all().stream()
        .flatMap(territoryId -> references.territory(territoryId).stream()
            .flatMap(holders -> holdings(territoryId, holders, repId, afterwards)))
        .toList();
  }

  private static Stream<Holding> holdings(
      TerritoryId territoryId, Holders holders, RepId repId, DateRange afterwards) {
    Stream<Holding> primary = within(afterwards, holders.primary().daysOf(repId).stream())
        .map(days -> holding(territoryId, HolderRole.PRIMARY, days));
    Stream<DateRange> beside =
        holders.co().stream().filter(holding -> holding.repId().equals(repId)).map(CoHolding::days);
    Stream<Holding> co =
        within(afterwards, beside).map(days -> holding(territoryId, HolderRole.CO, days));
    return Stream.concat(primary, co);
  }

  private static Stream<DateRange> within(DateRange afterwards, Stream<DateRange> days) {
    return days.flatMap(each -> each.intersection(afterwards).stream());
  }

  private static Holding holding(TerritoryId territoryId, HolderRole role, DateRange days) {
    return new Holding(territoryId, role, days.from(), days.lastDay());
  }
}
