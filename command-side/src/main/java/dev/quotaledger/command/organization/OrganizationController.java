package dev.quotaledger.command.organization;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.OrganizationCommand.CreateTeam;
import dev.quotaledger.api.OrganizationCommand.HireRep;
import dev.quotaledger.api.OrganizationCommand.MoveTeam;
import dev.quotaledger.api.OrganizationCommand.RecordDeparture;
import dev.quotaledger.api.OrganizationCommand.TransferRep;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.command.Writes;
import dev.quotaledger.command.organization.LeftOpen.Holding;
import dev.quotaledger.runtime.people.Directory;
import dev.quotaledger.runtime.people.Person;
import dev.quotaledger.runtime.people.PersonalTexts;
import dev.quotaledger.runtime.web.RequestContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes the writes of teams and reps. */
@RestController
@RequestMapping("/api/v1")
class OrganizationController {

  private final Writes writes;
  private final Directory directory;
  private final PersonalTexts texts;
  private final LeftOpen leftOpen;

  OrganizationController(
      Writes writes, Directory directory, PersonalTexts texts, LeftOpen leftOpen) {
    this.writes = writes;
    this.directory = directory;
    this.texts = texts;
    this.leftOpen = leftOpen;
  }

  /** A new team; without a parent it is at the top. */
  record Create(TeamId teamId, String name, @Nullable TeamId parentTeamId) {}

  /** A team goes below another one; without a parent, to the top. */
  record Move(
      @Nullable TeamId parentTeamId,
      LocalDate effectiveOn,
      @Nullable String reason) {}

  /** A new rep. */
  record Hire(
      RepId repId,
      String name,
      @Nullable TeamId teamId,
      @Nullable RepId managerId,
      LocalDate hiredOn,
      @Nullable String userName) {}

  /** A rep goes to another team or manager; without a manager, to none. */
  record Transfer(
      TeamId toTeamId, @Nullable RepId managerId, LocalDate effectiveOn, String reason) {}

  /** A rep leaves after the last day. */
  record Departure(LocalDate lastDay, String reason) {}

  /** What became of a team; the version is the organisation's. */
  record TeamAnswer(TeamId teamId, long version, boolean changed) {}

  /** What became of a rep; the version is the organisation's. */
  record RepAnswer(RepId repId, long version, boolean changed) {}

  /**
   * What became of a rep who leaves; the version is the organisation's.
   *
   * @param leftOpen the territories that the rep still holds after the last day, at present
   */
  record DepartureAnswer(
      RepId repId, LocalDate lastDay, List<Holding> leftOpen, long version, boolean changed) {}

  @PostMapping("/teams")
  ResponseEntity<TeamAnswer> create(@RequestBody Create body, RequestContext request) {
    Decided decided = writes.send(
        new CreateTeam(body.teamId(), body.name(), body.parentTeamId(), DateRange.ALWAYS), request);
    return writes.created(
        decided,
        "/api/v1/teams/" + body.teamId().value(),
        new TeamAnswer(body.teamId(), decided.version(), decided.changed()));
  }

  @PostMapping("/teams/{teamId}/moves")
  ResponseEntity<TeamAnswer> move(
      @PathVariable TeamId teamId, @RequestBody Move body, RequestContext request) {
    String reason = body.reason();
    Decided decided = writes.send(
        new MoveTeam(
            teamId,
            body.parentTeamId(),
            body.effectiveOn(),
            reason == null ? null : texts.encrypt(teamId.toString(), reason)),
        request);
    return writes.changed(decided, new TeamAnswer(teamId, decided.version(), decided.changed()));
  }

  @PostMapping("/reps")
  ResponseEntity<RepAnswer> hire(@RequestBody Hire body, RequestContext request) {
    Person person = new Person(body.name(), body.userName());
    Decided decided = writes.send(
        new HireRep(body.repId(), body.teamId(), body.managerId(), body.hiredOn()), request);
    boolean renamed = keep(body.repId(), person, decided);
    return writes.created(
        decided,
        "/api/v1/reps/" + body.repId().value(),
        new RepAnswer(body.repId(), decided.version(), decided.changed() || renamed));
  }

  @PostMapping("/reps/{repId}/transfers")
  ResponseEntity<RepAnswer> transfer(
      @PathVariable RepId repId, @RequestBody Transfer body, RequestContext request) {
    Decided decided = writes.send(
        new TransferRep(
            repId,
            body.toTeamId(),
            body.managerId(),
            body.effectiveOn(),
            texts.encrypt(repId.toString(), body.reason())),
        request);
    return writes.changed(decided, new RepAnswer(repId, decided.version(), decided.changed()));
  }

  @PostMapping("/reps/{repId}/departure")
  ResponseEntity<DepartureAnswer> depart(
      @PathVariable RepId repId, @RequestBody Departure body, RequestContext request) {
    PersonalText reason = texts.encrypt(repId.toString(), body.reason());
    Decided decided = writes.send(new RecordDeparture(repId, body.lastDay(), reason), request);
    return writes.changed(
        decided,
        new DepartureAnswer(
            repId,
            body.lastDay(),
            leftOpen.after(body.lastDay(), repId),
            decided.version(),
            decided.changed()));
  }

  /**
   * Keeps the rep's name after the command was taken, since a refused one must not rename anybody,
   * and before it is acknowledged. A repeated request brings a missing name back, for the process may
   * have ended between the two; it does not undo a later change.
   *
   * @return whether the rep's name or user name is another one now
   */
  private boolean keep(RepId repId, Person person, Decided decided) {
    Optional<Person> known = directory.find(repId);
    boolean keeps = decided.repeated() ? known.isEmpty() : !known.equals(Optional.of(person));
    if (keeps) {
      directory.put(repId, person);
    }
    return keeps && !decided.repeated();
  }
}
