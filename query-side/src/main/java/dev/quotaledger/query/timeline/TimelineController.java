package dev.quotaledger.query.timeline;

import dev.quotaledger.api.OrganizationEvent;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.RepId;
import dev.quotaledger.model.attainment.StoredEvent;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.ActiveGenerations;
import dev.quotaledger.query.Cursor;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.ReadParameters;
import dev.quotaledger.query.SettledTime;
import dev.quotaledger.query.reference.Organizations;
import dev.quotaledger.query.reference.Seen;
import dev.quotaledger.query.store.FactJson;
import dev.quotaledger.query.timeline.Things.Thing;
import dev.quotaledger.query.timeline.Timelines.Timeline;
import dev.quotaledger.runtime.people.Directory;
import dev.quotaledger.runtime.people.PersonalTexts;
import dev.quotaledger.runtime.web.Paging;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Serves things by their id, with their timelines, and lists of them. */
@RestController
@RequestMapping("/api/v1")
class TimelineController {

  private final ActiveGenerations generations;
  private final SettledTime settledTime;
  private final Organizations organizations;
  private final Directory directory;
  private final PersonalTexts texts;

  TimelineController(
      ActiveGenerations generations,
      SettledTime settledTime,
      Organizations organizations,
      Directory directory,
      PersonalTexts texts) {
    this.generations = generations;
    this.settledTime = settledTime;
    this.organizations = organizations;
    this.directory = directory;
    this.texts = texts;
  }

  /** Something that happened to a thing; the reason is also what was said of what was submitted. */
  record Happening(
      String type,
      LocalDate effectiveOn,
      Instant recordedAt,
      @Nullable String actor,
      @Nullable String reason,
      String eventId,
      JsonNode event) {}

  /** A page of things. */
  record ListAnswer(
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<Thing> items,
      @Nullable String next) {}

  /** Which of the events count. */
  private record Cuts(@Nullable LocalDate asOf, KnownAt knownAt) {

    List<StoredEvent> applied(List<StoredEvent> events) {
      return events.stream()
          .filter(stored -> stored.isKnownAt(knownAt.cut()))
          .filter(stored -> asOf == null || !stored.event().effectiveOn().isAfter(asOf))
          .toList();
    }
  }

  @GetMapping("/alert-rules/{ruleId}")
  JsonNode alertRule(
      @PathVariable String ruleId,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      HttpServletResponse response) {
    return one(Kind.ALERT_RULE, ruleId, asOf, knownAt, response);
  }

  @GetMapping("/calendars/{calendarId}")
  JsonNode calendar(
      @PathVariable String calendarId,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      HttpServletResponse response) {
    return one(Kind.CALENDAR, calendarId, asOf, knownAt, response);
  }

  @GetMapping("/deals/{dealId}")
  JsonNode deal(
      @PathVariable String dealId,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      HttpServletResponse response) {
    return one(Kind.DEAL, dealId, asOf, knownAt, response);
  }

  @GetMapping("/leads/{leadId}")
  JsonNode lead(
      @PathVariable String leadId,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      HttpServletResponse response) {
    return one(Kind.LEAD, leadId, asOf, knownAt, response);
  }

  @GetMapping("/plans/{planId}")
  JsonNode plan(
      @PathVariable String planId,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      HttpServletResponse response) {
    return one(Kind.PLAN, planId, asOf, knownAt, response);
  }

  @GetMapping("/reps/{repId}")
  JsonNode rep(
      @PathVariable String repId,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      HttpServletResponse response) {
    return one(Kind.REP, repId, asOf, knownAt, response);
  }

  @GetMapping("/spend/{spendId}")
  JsonNode spend(
      @PathVariable String spendId,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      HttpServletResponse response) {
    return one(Kind.SPEND, spendId, asOf, knownAt, response);
  }

  @GetMapping("/teams/{teamId}")
  JsonNode team(
      @PathVariable String teamId,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      HttpServletResponse response) {
    return one(Kind.TEAM, teamId, asOf, knownAt, response);
  }

  @GetMapping("/territories/{territoryId}")
  JsonNode territory(
      @PathVariable String territoryId,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      HttpServletResponse response) {
    return one(Kind.TERRITORY, territoryId, asOf, knownAt, response);
  }

  @GetMapping("/alert-rules")
  ListAnswer alertRules(
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      Paging paging) {
    return list(Kind.ALERT_RULE, asOf, knownAt, paging);
  }

  @GetMapping("/calendars")
  ListAnswer calendars(
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      Paging paging) {
    return list(Kind.CALENDAR, asOf, knownAt, paging);
  }

  @GetMapping("/deals")
  ListAnswer deals(
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      Paging paging) {
    return list(Kind.DEAL, asOf, knownAt, paging);
  }

  @GetMapping("/leads")
  ListAnswer leads(
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      Paging paging) {
    return list(Kind.LEAD, asOf, knownAt, paging);
  }

  @GetMapping("/plans")
  ListAnswer plans(
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      Paging paging) {
    return list(Kind.PLAN, asOf, knownAt, paging);
  }

  @GetMapping("/reps")
  ListAnswer reps(
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      Paging paging) {
    return list(Kind.REP, asOf, knownAt, paging);
  }

  @GetMapping("/spend")
  ListAnswer spend(
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      Paging paging) {
    return list(Kind.SPEND, asOf, knownAt, paging);
  }

  @GetMapping("/teams")
  ListAnswer teams(
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      Paging paging) {
    return list(Kind.TEAM, asOf, knownAt, paging);
  }

  @GetMapping("/territories")
  ListAnswer territories(
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      Paging paging) {
    return list(Kind.TERRITORY, asOf, knownAt, paging);
  }

  /**
   * The entity tag is the version that a change has to name in {@code If-Match}: the present one of
   * the aggregate that decides, which teams and reps share. It is not set through Spring, which would
   * answer a conditional read with 304 although the name of a rep, which has no version, changed. Who
   * does not see the thing is refused, whether it is there or not.
   */
  private JsonNode one(
      Kind kind,
      String id,
      @Nullable String asOf,
      @Nullable String knownAt,
      HttpServletResponse response) {
    Cuts cuts = cuts(asOf, knownAt);
    Seen seen = seen(cuts);
    Timelines timelines = timelines();
    long version = timelines.version(kind, id);
    Optional<Timeline> timeline = timelines.find(kind, id);
    List<StoredEvent> events =
        timeline.map(found -> cuts.applied(found.events())).orElse(List.of());
    Optional<Thing> thing = timeline
        .flatMap(found -> Things.fold(kind, id, events, name(kind, id)))
        .flatMap(found -> Things.shown(found, seen));
    seen.require(seen.isEverything() || thing.isPresent());
    ObjectNode body = FactJson.MAPPER.valueToTree(thing.orElseThrow(() -> notFound(kind, id)));
    body.put("version", version);
    if (cuts.asOf() != null) {
      body.put("asOf", cuts.asOf().toString());
    }
    body.put("knownAt", cuts.knownAt().at().toString());
    body.put("settled", cuts.knownAt().settled());
    body.put("stale", generations.isStale(TimelineModel.NAME));
    body.set(
        "timeline",
        FactJson.MAPPER.valueToTree(
            events.stream().map(event -> happening(event, seen)).toList()));
    response.setHeader(HttpHeaders.ETAG, "\"" + version + "\"");
    return body;
  }

  private ListAnswer list(
      Kind kind, @Nullable String asOf, @Nullable String knownAt, Paging paging) {
    int most = paging.limit();
    Cursor behind = Cursor.parse(paging.cursor(), 1);
    Cuts cuts = cuts(asOf, knownAt);
    Seen seen = seen(cuts);
    List<Timeline> found =
        found(kind, behind == null ? null : behind.keys().getFirst(), most + 1, cuts, seen);
    boolean more = found.size() > most;
    List<Timeline> shown = more ? found.subList(0, most) : found;
    Map<RepId, String> names = kind == Kind.REP
        ? directory.names(shown.stream().map(each -> new RepId(each.id())).toList())
        : Map.of();
    List<Thing> items = new ArrayList<>();
    for (Timeline each : shown) {
      String name = kind == Kind.REP ? names.get(new RepId(each.id())) : null;
      Things.fold(kind, each.id(), cuts.applied(each.events()), name)
          .flatMap(thing -> Things.shown(thing, seen))
          .ifPresent(items::add);
    }
    return new ListAnswer(
        cuts.asOf(),
        cuts.knownAt().at(),
        cuts.knownAt().settled(),
        generations.isStale(TimelineModel.NAME),
        items,
        more ? Cursor.behind(shown.getLast().id()).encode() : null);
  }

  /** Up to so many of those that the caller sees, so that no cursor names another one. */
  private List<Timeline> found(Kind kind, @Nullable String behind, int most, Cuts cuts, Seen seen) {
    if (seen.isEverything()) {
      return timelines().list(kind, behind, most);
    }
    return timelines()
        .all(kind, behind)
        .filter(each -> Things.fold(kind, each.id(), cuts.applied(each.events()), null)
            .flatMap(thing -> Things.shown(thing, seen))
            .isPresent())
        .limit(most)
        .toList();
  }

  private Seen seen(Cuts cuts) {
    return Seen.of(
        organizations::organization, new View(cuts.asOf, cuts.knownAt.cut()), cuts.knownAt);
  }

  private Timelines timelines() {
    return new Timelines(generations.active(TimelineModel.NAME));
  }

  private Cuts cuts(@Nullable String asOf, @Nullable String knownAt) {
    return new Cuts(
        ReadParameters.asOf(asOf), settledTime.resolve(ReadParameters.knownAt(knownAt)));
  }

  private @Nullable String name(Kind kind, String id) {
    return kind == Kind.REP
        ? directory.find(new RepId(id)).map(person -> person.name()).orElse(null)
        : null;
  }

  private Happening happening(StoredEvent stored, Seen seen) {
    ObjectNode event = FactJson.MAPPER.valueToTree(stored.event());
    JsonNode reason = event.remove(event.has("comment") ? "comment" : "reason");
    return new Happening(
        stored.event().getClass().getSimpleName(),
        stored.event().effectiveOn(),
        stored.recordedAt(),
        stored.actor(),
        Optional.ofNullable(reason)
            .map(node -> FactJson.MAPPER.treeToValue(node, PersonalText.class))
            .filter(seen::shows)
            .flatMap(texts::decrypt)
            .orElse(null),
        stored.eventId(),
        isShown(stored, event, seen) ? event : FactJson.MAPPER.createObjectNode());
  }

  /**
   * Whether what an event says may be shown, beside that it happened. One of a deal, a lead or a
   * territory that names somebody out of sight tells what is theirs; those of the organisation tell
   * where the rep or the team itself belongs.
   */
  private static boolean isShown(StoredEvent stored, JsonNode event, Seen seen) {
    return seen.isEverything()
        || stored.event() instanceof OrganizationEvent
        || texts(event).noneMatch(seen::hides);
  }

  private static Stream<String> texts(JsonNode node) {
    return node.isString()
        ? Stream.of(node.asString())
        : node.values().stream().flatMap(TimelineController::texts);
  }

  private static RuntimeException notFound(Kind kind, String id) {
    return new Refusal.NotFound(kind.singular(), id).asException();
  }
}
