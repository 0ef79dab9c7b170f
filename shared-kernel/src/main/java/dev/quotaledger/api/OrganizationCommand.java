package dev.quotaledger.api;

import java.time.LocalDate;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of the sales organisation. */
public sealed interface OrganizationCommand extends DomainCommand {

  /** The organisation that decides. */
  @TargetAggregateIdentifier
  default OrganizationId organizationId() {
    return OrganizationId.THE_ONE;
  }

  /**
   * Adds a team to the tree. Repeating it with the same facts changes nothing.
   *
   * <p>Refused with {@link Refusal.AlreadyExists}, {@link Refusal.UnknownReference}.
   *
   * @param teamId the new team
   * @param name what people call it
   * @param parentTeamId the team above it; null at the top
   * @param effectiveOn the first day on which the team exists
   */
  record CreateTeam(
      TeamId teamId, String name, @Nullable TeamId parentTeamId, LocalDate effectiveOn)
      implements OrganizationCommand {

    /** Throws {@link InvalidValue} for the house's id, or a name of no or more than 200 characters. */
    public CreateTeam {
      Subject.checkIsNotTheHouse("teamId", teamId.value());
      Text.checkName("name", name, 200);
    }
  }

  /**
   * Puts a team, and with it every team below, under another one.
   *
   * <p>Refused with {@link Refusal.NotFound}, {@link Refusal.UnknownReference}, {@link
   * Refusal.TeamCycle}.
   *
   * @param teamId the team that moves
   * @param parentTeamId its new parent; null to put it at the top
   * @param effectiveOn the first day below the new parent
   * @param reason why; null when nobody said
   */
  record MoveTeam(
      TeamId teamId,
      @Nullable TeamId parentTeamId,
      LocalDate effectiveOn,
      @Nullable PersonalText reason)
      implements OrganizationCommand {}

  /**
   * Takes a rep on. Repeating it with the same facts changes nothing.
   *
   * <p>Refused with {@link Refusal.AlreadyExists}, {@link Refusal.UnknownReference}.
   *
   * @param repId the new rep
   * @param teamId the team that the rep joins; null for none
   * @param managerId the rep's manager, a rep; null for none
   * @param hiredOn the first day
   */
  record HireRep(
      RepId repId, @Nullable TeamId teamId, @Nullable RepId managerId, LocalDate hiredOn)
      implements OrganizationCommand {

    /** Throws {@link InvalidValue} for the house's id, or a rep who would be their own manager. */
    public HireRep {
      Subject.checkIsNotTheHouse("repId", repId.value());
      checkManager(repId, managerId);
    }
  }

  /**
   * Moves a rep to another team or manager.
   *
   * <p>Refused with {@link Refusal.NotFound}, {@link Refusal.UnknownReference}, {@link
   * Refusal.RepNotEmployed}.
   *
   * @param repId the rep
   * @param toTeamId the team from then on; null for none
   * @param managerId the manager from then on, a rep; null for none
   * @param effectiveOn the first day in the new team
   * @param reason why; null when nobody said
   */
  record TransferRep(
      RepId repId,
      @Nullable TeamId toTeamId,
      @Nullable RepId managerId,
      LocalDate effectiveOn,
      @Nullable PersonalText reason)
      implements OrganizationCommand {

    /** Throws {@link InvalidValue} for a rep who would be their own manager. */
    public TransferRep {
      checkManager(repId, managerId);
    }
  }

  /**
   * Ends a rep's assignments to team and manager. It deletes nothing and moves no quota.
   *
   * <p>Refused with {@link Refusal.NotFound}, {@link Refusal.RepNotEmployed}.
   *
   * @param repId the rep
   * @param lastDay the last day of employment
   * @param reason why; null when nobody said
   */
  record RecordDeparture(
      RepId repId, LocalDate lastDay, @Nullable PersonalText reason)
      implements OrganizationCommand {}

  /**
   * Records that what is known of a person behind a rep is erased: the name, and the key to every text
   * about them. Each time is recorded, since something may have been written about them since.
   *
   * <p>Refused with {@link Refusal.NotFound}.
   *
   * @param repId the rep, who stays a rep
   * @param effectiveOn the day of it
   */
  record ErasePerson(RepId repId, LocalDate effectiveOn) implements OrganizationCommand {}

  private static void checkManager(RepId repId, @Nullable RepId managerId) {
    if (managerId != null && managerId.equals(repId)) {
      throw new InvalidValue("managerId", "another rep", managerId.value());
    }
  }
}
