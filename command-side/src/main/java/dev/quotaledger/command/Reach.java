package dev.quotaledger.command;

import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.model.Organization;
import dev.quotaledger.runtime.security.Caller;
import dev.quotaledger.runtime.security.Role;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * About whom a caller may decide who is not of sales operations: reps about themselves, managers also
 * about those who report to them, however far below, and about their own team and those below it. Who
 * belongs where is asked for the present day in UTC.
 */
@Component
public final class Reach {

  private static final Set<Role> EVERYBODY = Set.of(Role.ADMIN, Role.SALES_OPS);

  private final References references;
  private final Clock clock;

  Reach(References references, Clock clock) {
    this.references = references;
    this.clock = clock;
  }

  /**
   * Refuses a caller who may not decide about the subject.
   *
   * @throws dev.quotaledger.api.Refused with {@link Refusal.OutOfReach}
   */
  public void require(Caller caller, Subject subject) {
    if (!caller.isAnyOf(EVERYBODY) && !covers(caller, subject)) {
      throw new Refusal.OutOfReach(subject).asException();
    }
  }

  private boolean covers(Caller caller, Subject subject) {
    RepId self = caller.repId();
    if (self == null) {
      return false;
    }
    boolean manages = caller.roles().contains(Role.MANAGER);
    Organization organization = references.organization();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return switch (subject.type()) {
      case REP -> {
        RepId rep = new RepId(subject.id());
        yield rep.equals(self) || (manages && organization.reportsTo(rep, self, today));
      }
      case TEAM ->
        manages
            && organization
                .teamOf(self, today)
                .filter(team -> organization.isWithin(new TeamId(subject.id()), team, today))
                .isPresent();
      case HOUSE -> false;
    };
  }
}
