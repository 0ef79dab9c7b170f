package dev.quotaledger.query.timeline;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.model.attainment.StoredEvent;
import dev.quotaledger.query.ActiveGenerations;
import dev.quotaledger.query.Cursor;
import dev.quotaledger.query.store.FactJson;
import dev.quotaledger.query.timeline.Timelines.Timeline;
import dev.quotaledger.runtime.web.Paging;
import dev.quotaledger.runtime.web.TextInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Serves the deals that changed, for who keeps a copy of them. A deal that changes while its pages
 * are read comes again at the end, so that none is passed over. Changes that are recorded at the same
 * time may show in another order than theirs: whoever asks again after the last page begins some
 * seconds before the newest {@code updatedAt} that they have.
 */
@RestController
class UpdatedDealsController {

  private final ActiveGenerations generations;

  UpdatedDealsController(ActiveGenerations generations) {
    this.generations = generations;
  }

  /** A page of deals, each with {@code updatedAt} and {@code version}. */
  record UpdatedDealsAnswer(
      boolean stale, List<JsonNode> items, @Nullable String next) {}

  /** Voided deals are among them. */
  @GetMapping(
      path = "/api/v1/deals",
      params = {"updatedSince", "!unassigned"})
  UpdatedDealsAnswer updatedSince(@RequestParam String updatedSince, Paging paging) {
    int most = paging.limit();
    String start = start(TextInput.instant("updatedSince", updatedSince), paging);
    List<Timeline> found =
        new Timelines(generations.active(TimelineModel.NAME)).updatedDeals(start, most + 1);
    boolean more = found.size() > most;
    List<Timeline> shown = more ? found.subList(0, most) : found;
    List<JsonNode> items = new ArrayList<>();
    shown.forEach(deal -> Things.fold(Kind.DEAL, deal.id(), deal.events(), null)
        .ifPresent(thing -> items.add(item(deal, thing))));
    return new UpdatedDealsAnswer(
        generations.isStale(TimelineModel.NAME),
        items,
        more ? Cursor.behind(shown.getLast().updateKey()).encode() : null);
  }

  private static String start(Instant since, Paging paging) {
    if (since.isAfter(Instant.parse("2200-01-01T00:00:00Z"))) {
      throw new InvalidValue("updatedSince", "an instant before the year 2200", since.toString());
    }
    Cursor behind = Cursor.parse(paging.cursor(), 1);
    return behind == null ? DealUpdates.start(since) : behind.keys().getFirst();
  }

  private static JsonNode item(Timeline deal, Things.Thing thing) {
    StoredEvent last = deal.events().getLast();
    ObjectNode item = FactJson.MAPPER.valueToTree(thing);
    item.put("updatedAt", deal.updatedAt().toString());
    item.put("version", last.sequence());
    return item;
  }
}
