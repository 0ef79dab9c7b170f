package dev.quotaledger.command.alert;

import dev.quotaledger.api.AlertCommand.AcknowledgeAlert;
import dev.quotaledger.api.AlertId;
import dev.quotaledger.api.AlertLevel;
import dev.quotaledger.api.AlertSubject;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.command.References;
import dev.quotaledger.command.Writes;
import dev.quotaledger.model.AlertState;
import dev.quotaledger.runtime.people.PersonalTexts;
import dev.quotaledger.runtime.security.Caller;
import dev.quotaledger.runtime.security.Role;
import dev.quotaledger.runtime.web.RequestContext;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes what people say about alerts. */
@RestController
class AlertController {

  /** Who acknowledges any alert; all others, those that are addressed to them. */
  private static final Set<Role> ALL_OF_THEM = Set.of(Role.ADMIN, Role.SALES_OPS);

  private final Writes writes;
  private final References references;
  private final PersonalTexts texts;
  private final Clock clock;

  AlertController(Writes writes, References references, PersonalTexts texts, Clock clock) {
    this.writes = writes;
    this.references = references;
    this.texts = texts;
    this.clock = clock;
  }

  /** That somebody has seen the alert, and what they say about it. */
  record Acknowledgement(@Nullable String comment) {}

  /** What became of the alert. */
  record Answer(AlertId alertId, long version, boolean changed) {}

  @PostMapping("/api/v1/alerts/{alertId}/acknowledgement")
  ResponseEntity<Answer> acknowledge(
      @PathVariable AlertId alertId, @RequestBody Acknowledgement body, RequestContext request) {
    boolean addressedOnly =
        Caller.current().filter(caller -> caller.isAnyOf(ALL_OF_THEM)).isEmpty();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Decided decided = writes.send(
        new AcknowledgeAlert(alertId, addressedOnly, today, encrypted(alertId, body.comment())),
        request);
    return writes.changed(decided, new Answer(alertId, decided.version(), decided.changed()));
  }

  /** For the rep whom the alert is about, so that it goes with them, else for the alert. */
  private @Nullable PersonalText encrypted(AlertId alertId, @Nullable String comment) {
    if (comment == null) {
      return null;
    }
    String about = references
        .alert(alertId)
        .map(AlertController::subject)
        .filter(subject -> subject.type() == AlertLevel.REP)
        .map(AlertSubject::toString)
        .orElse(alertId.toString());
    try {
      return texts.encrypt(about, comment);
    } catch (InvalidValue e) {
      throw e.of("comment");
    }
  }

  private static AlertSubject subject(AlertState alert) {
    return alert.raised().subject();
  }
}
