package dev.quotaledger.query.alerts;

import dev.quotaledger.api.AlertEvent.AlertAcknowledged;
import dev.quotaledger.api.AlertEvent.AlertRaised;
import dev.quotaledger.api.AlertId;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.model.AlertState.Standing;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.SeenPlan;
import dev.quotaledger.model.attainment.StoredEvent;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.Cursor;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.ReadParameters;
import dev.quotaledger.query.SettledTime;
import dev.quotaledger.query.alerts.AlertQueries.Listed;
import dev.quotaledger.query.alerts.AlertQueries.Wanted;
import dev.quotaledger.query.reference.QuotaFigures;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.query.reference.Subjects;
import dev.quotaledger.query.reference.WatchedNodes;
import dev.quotaledger.query.store.FactJson;
import dev.quotaledger.runtime.people.PersonalTexts;
import dev.quotaledger.runtime.web.Paging;
import dev.quotaledger.runtime.web.TextInput;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Serves the inbox of whoever asks: the alerts that are addressed to them, or all of them. */
@RestController
class AlertController {

  private final AlertQueries queries;
  private final QuotaFigures quotas;
  private final Subjects subjects;
  private final SettledTime settledTime;
  private final PersonalTexts texts;

  AlertController(
      AlertQueries queries,
      QuotaFigures quotas,
      Subjects subjects,
      SettledTime settledTime,
      PersonalTexts texts) {
    this.queries = queries;
    this.quotas = quotas;
    this.subjects = subjects;
    this.settledTime = settledTime;
    this.texts = texts;
  }

  /** A page of alerts, those first that were first raised last. */
  record AlertsAnswer(
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<AlertView> items,
      @Nullable String next) {}

  /** Something that happened to an alert. */
  record Happening(
      String type,
      LocalDate effectiveOn,
      Instant recordedAt,
      @Nullable String actor,
      @Nullable String comment,
      String eventId,
      JsonNode event) {}

  /** The caller's inbox, or all alerts for who sees all of them. */
  @GetMapping("/api/v1/alerts")
  AlertsAnswer alerts(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String planId,
      @RequestParam(required = false) @Nullable String ruleId,
      @RequestParam(required = false) @Nullable String subject,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      Paging paging) {
    Standing standing = state == null ? null : TextInput.oneOf("state", Standing.class, state);
    Wanted wanted = new Wanted(standing, planId, ruleId, subject);
    Cursor behind = Cursor.parse(paging.cursor(), 1);
    KnownAt known = settledTime.resolve(ReadParameters.knownAt(knownAt));
    View view = new View(ReadParameters.asOf(asOf), known.cut());
    List<Listed> found = queries.list(
        Reader.current(),
        wanted,
        view,
        behind == null ? "" : behind.keys().getFirst(),
        paging.limit() + 1);
    boolean more = found.size() > paging.limit();
    List<Listed> shown = more ? found.subList(0, paging.limit()) : found;
    return new AlertsAnswer(
        view.asOf(),
        known.at(),
        known.settled(),
        queries.areStale(),
        views(shown.stream().map(Listed::alert).toList()),
        more ? Cursor.behind(shown.getLast().place()).encode() : null);
  }

  /** One alert with all that happened to it; 404 where it is not addressed to the caller. */
  @GetMapping("/api/v1/alerts/{alertId}")
  JsonNode alert(
      @PathVariable AlertId alertId,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      HttpServletResponse response) {
    KnownAt known = settledTime.resolve(ReadParameters.knownAt(knownAt));
    View view = new View(ReadParameters.asOf(asOf), known.cut());
    SeenAlert alert = queries
        .find(alertId, Reader.current(), view)
        .orElseThrow(() -> new Refusal.NotFound("alert", alertId.value()).asException());
    ObjectNode body = FactJson.MAPPER.valueToTree(views(List.of(alert)).getFirst());
    body.put("version", alert.version());
    if (view.asOf() != null) {
      body.put("asOf", view.asOf().toString());
    }
    body.put("knownAt", known.at().toString());
    body.put("settled", known.settled());
    body.put("stale", queries.areStale());
    body.set(
        "timeline",
        FactJson.MAPPER.valueToTree(alert.events().stream().map(this::happening).toList()));
    response.setHeader(HttpHeaders.ETAG, "\"" + alert.version() + "\"");
    return body;
  }

  private List<AlertView> views(List<SeenAlert> alerts) {
    Map<Node, SubjectView> names = names(alerts);
    return alerts.stream()
        .map(alert -> {
          Node node = WatchedNodes.node(alert.state().raised().subject());
          SubjectView subject =
              names.getOrDefault(node, new SubjectView(node.type().name(), node.id(), null));
          return AlertView.of(
              alert,
              subject,
              Optional.ofNullable(alert.acknowledged()).flatMap(this::comment).orElse(null));
        })
        .toList();
  }

  /** What people call what the alerts are about; any plan refers to the same things. */
  private Map<Node, SubjectView> names(List<SeenAlert> alerts) {
    List<Node> nodes = alerts.stream()
        .map(alert -> WatchedNodes.node(alert.state().raised().subject()))
        .toList();
    return alerts.stream()
        .findFirst()
        .map(alert -> alert.state().raised())
        .map(AlertRaised::planId)
        .flatMap(plan -> quotas.find(plan, View.LIVE))
        .map(SeenPlan::reference)
        .map(reference -> subjects.views(nodes, reference, null))
        .orElse(Map.of());
  }

  private Happening happening(StoredEvent stored) {
    ObjectNode event = FactJson.MAPPER.valueToTree(stored.event());
    event.remove("comment");
    return new Happening(
        stored.event().getClass().getSimpleName(),
        stored.event().effectiveOn(),
        stored.recordedAt(),
        stored.actor(),
        comment(stored).orElse(null),
        stored.eventId(),
        event);
  }

  private Optional<String> comment(StoredEvent stored) {
    PersonalText comment =
        stored.event() instanceof AlertAcknowledged event ? event.comment() : null;
    return Optional.ofNullable(comment).flatMap(texts::decrypt);
  }
}
