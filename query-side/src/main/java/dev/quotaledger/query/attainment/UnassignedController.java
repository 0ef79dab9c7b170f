package dev.quotaledger.query.attainment;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.model.attainment.Credit;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.ActiveGenerations;
import dev.quotaledger.query.Cursor;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.ReadParameters;
import dev.quotaledger.query.SettledTime;
import dev.quotaledger.query.attainment.UnassignedDeals.Place;
import dev.quotaledger.query.attainment.UnassignedDeals.Unassigned;
import dev.quotaledger.runtime.web.Paging;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves the list of deals that give credit to nobody. */
@RestController
class UnassignedController {

  private final AttainmentQueries queries;
  private final SettledTime settledTime;
  private final ActiveGenerations generations;

  UnassignedController(
      AttainmentQueries queries, SettledTime settledTime, ActiveGenerations generations) {
    this.queries = queries;
    this.settledTime = settledTime;
    this.generations = generations;
  }

  /** Why nobody has the credit. */
  enum Reason {
    /** The deal names neither a rep nor a territory. */
    NAMES_NOBODY,
    /** Nobody held the deal's territory on the close date. */
    TERRITORY_VACANT
  }

  /** A deal whose credit nobody has. */
  record Item(
      String dealId,
      @Nullable String territoryId,
      @Nullable String productLine,
      String amount,
      String currency,
      LocalDate closedOn,
      Reason reason) {}

  /** A page of deals. */
  record UnassignedAnswer(
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<Item> items,
      @Nullable String next) {}

  /** Won deals that credit the house, since nobody else is found. */
  @GetMapping(path = "/api/v1/deals", params = "unassigned")
  UnassignedAnswer unassigned(
      @RequestParam String unassigned,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      Paging paging) {
    if (!unassigned.equals("true")) {
      throw new InvalidValue("unassigned", "true, or no such parameter for all deals", unassigned);
    }
    int most = paging.limit();
    Place behind = place(Cursor.parse(paging.cursor(), 3));
    KnownAt known = settledTime.resolve(ReadParameters.knownAt(knownAt));
    View view = new View(ReadParameters.asOf(asOf), known.cut());
    List<Unassigned> deals = queries.unassigned(view).list(behind, most + 1);
    boolean more = deals.size() > most;
    List<Unassigned> shown = more ? deals.subList(0, most) : deals;
    return new UnassignedAnswer(
        view.asOf(),
        known.at(),
        known.settled(),
        generations.isStale(AttainmentModel.NAME),
        shown.stream().map(UnassignedController::item).toList(),
        more ? cursor(shown.getLast().place()) : null);
  }

  private static @Nullable Place place(@Nullable Cursor cursor) {
    if (cursor == null) {
      return null;
    }
    List<String> keys = cursor.keys();
    try {
      return new Place(keys.getFirst(), LocalDate.parse(keys.get(1)), keys.getLast());
    } catch (DateTimeParseException _) {
      throw Cursor.invalid(cursor.encode());
    }
  }

  private static String cursor(Place place) {
    return Cursor.behind(place.target(), place.creditOn().toString(), place.dealId())
        .encode();
  }

  private static Item item(Unassigned deal) {
    Credit credit = deal.credit();
    return new Item(
        deal.entry().dealId().value(),
        credit.territoryId() == null ? null : credit.territoryId().value(),
        credit.productLine() == null ? null : credit.productLine().value(),
        credit.amount().toPlainString(),
        credit.amount().currency().getCurrencyCode(),
        credit.days().from(),
        credit.target().territoryId() == null ? Reason.NAMES_NOBODY : Reason.TERRITORY_VACANT);
  }
}
