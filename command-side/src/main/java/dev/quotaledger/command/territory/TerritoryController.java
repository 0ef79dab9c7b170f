package dev.quotaledger.command.territory;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.HolderRole;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TerritoryCommand.AssignTerritory;
import dev.quotaledger.api.TerritoryCommand.DefineTerritory;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.command.Writes;
import dev.quotaledger.runtime.web.RequestContext;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes the writes of territories and of who holds them. */
@RestController
@RequestMapping("/api/v1/territories")
class TerritoryController {

  private final Writes writes;

  TerritoryController(Writes writes) {
    this.writes = writes;
  }

  /** A new territory. */
  record Define(
      TerritoryId territoryId, String name, @Nullable Money potential) {}

  /**
   * A rep holds the territory for a time.
   *
   * @param from the first day
   * @param until the last day; null for no end
   */
  record Assign(RepId repId, LocalDate from, @Nullable LocalDate until, HolderRole role) {}

  /** What became of the territory. */
  record Answer(TerritoryId territoryId, long version, boolean changed) {}

  @PostMapping
  ResponseEntity<Answer> define(@RequestBody Define body, RequestContext request) {
    Decided decided = writes.send(
        new DefineTerritory(body.territoryId(), body.name(), body.potential()), request);
    return writes.created(
        decided,
        "/api/v1/territories/" + body.territoryId().value(),
        answer(body.territoryId(), decided));
  }

  @PostMapping("/{territoryId}/assignments")
  ResponseEntity<Answer> assign(
      @PathVariable TerritoryId territoryId, @RequestBody Assign body, RequestContext request) {
    DateRange days = DateRange.ofDays(body.from(), body.until());
    Decided decided =
        writes.send(new AssignTerritory(territoryId, body.repId(), days, body.role()), request);
    return writes.changed(decided, answer(territoryId, decided));
  }

  private static Answer answer(TerritoryId territoryId, Decided decided) {
    return new Answer(territoryId, decided.version(), decided.changed());
  }
}
