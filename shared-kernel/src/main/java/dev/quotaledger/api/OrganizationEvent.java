package dev.quotaledger.api;

import java.time.LocalDate;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What has happened in the sales organisation: its teams, its reps, who belongs where and when. */
public sealed interface OrganizationEvent extends DomainEvent {

  /**
   * A team came into being.
   *
   * @param parentTeamId the team above it; null at the top
   * @param effectiveOn the first day on which it exists; {@link DateRange#ALWAYS} if none was given
   */
  @Revision("1")
  record TeamCreated(
      TeamId teamId, String name, @Nullable TeamId parentTeamId, LocalDate effectiveOn)
      implements OrganizationEvent {}

  /**
   * A team went below another one.
   *
   * @param parentTeamId the new parent; null at the top
   * @param effectiveOn the first day below it
   */
  @Revision("1")
  record TeamMoved(
      TeamId teamId,
      @Nullable TeamId parentTeamId,
      LocalDate effectiveOn,
      @Nullable PersonalText reason)
      implements OrganizationEvent {}

  /**
   * A rep was taken on.
   *
   * @param teamId the team joined; null for none
   * @param managerId the manager, a rep; null for none
   * @param effectiveOn the first day
   */
  @Revision("1")
  record RepHired(
      RepId repId, @Nullable TeamId teamId, @Nullable RepId managerId, LocalDate effectiveOn)
      implements OrganizationEvent {}

  /**
   * A rep changed team or manager.
   *
   * @param toTeamId the team from then on; null for none
   * @param managerId the manager from then on; null for none
   * @param effectiveOn the first day in the new team
   */
  @Revision("1")
  record RepTransferred(
      RepId repId,
      @Nullable TeamId toTeamId,
      @Nullable RepId managerId,
      LocalDate effectiveOn,
      @Nullable PersonalText reason)
      implements OrganizationEvent {}

  /**
   * What was known of the person behind a rep was erased: the name, and the key to every text about
   * them. No figure changes.
   *
   * @param effectiveOn the day of it
   */
  @Revision("1")
  record PersonErased(RepId repId, LocalDate effectiveOn) implements OrganizationEvent {}

  /**
   * A rep left; the assignments to team and manager end with the last day.
   *
   * @param lastDay the last day of employment
   * @param effectiveOn the day after it
   */
  @Revision("1")
  record RepDeparted(
      RepId repId,
      LocalDate lastDay,
      LocalDate effectiveOn,
      @Nullable PersonalText reason) implements OrganizationEvent {}
}
