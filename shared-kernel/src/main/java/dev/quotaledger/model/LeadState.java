package dev.quotaledger.model;

import dev.quotaledger.api.LeadEvent;
import dev.quotaledger.api.LeadEvent.Conversion;
import dev.quotaledger.api.LeadEvent.LeadConfirmed;
import dev.quotaledger.api.LeadEvent.LeadConversionCorrected;
import dev.quotaledger.api.LeadEvent.LeadConverted;
import dev.quotaledger.api.LeadEvent.LeadCorrected;
import dev.quotaledger.api.LeadEvent.LeadCreated;
import dev.quotaledger.api.LeadEvent.LeadDisqualificationCorrected;
import dev.quotaledger.api.LeadEvent.LeadDisqualified;
import dev.quotaledger.api.LeadEvent.LeadQualified;
import dev.quotaledger.api.LeadEvent.LeadReassigned;
import dev.quotaledger.api.LeadEvent.LeadReopened;
import dev.quotaledger.api.LeadEvent.Origin;
import dev.quotaledger.api.LeadStatus;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.SourceVersion;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fold of a lead.
 *
 * @param origin where it came from, and when
 * @param openedOn the day from which it counts: that of its creation where it is known, else the one
 *     on which it reached us
 * @param repId the rep who works it; null for nobody
 * @param status how far it is
 * @param conversion how it became a deal; null unless it is converted
 * @param disqualifiedOn when it was given up; null unless it is disqualified
 * @param sourceVersion the newest version of its source; null when it has none
 */
public record LeadState(
    Origin origin,
    LocalDate openedOn,
    @Nullable RepId repId,
    LeadStatus status,
    @Nullable Conversion conversion,
    @Nullable LocalDate disqualifiedOn,
    @Nullable SourceVersion sourceVersion) {

  /**
   * The state after the event.
   *
   * @param state the state before; null before {@link LeadCreated}
   */
  public static LeadState evolve(@Nullable LeadState state, LeadEvent event) {
    if (event instanceof LeadCreated created) {
      return created(created);
    }
    if (state == null) {
      throw new IllegalStateException("A lead begins with LeadCreated, not with " + event);
    }
    return state.next(event).seen(event.sourceVersion());
  }

  private LeadState next(LeadEvent event) {
    return switch (event) {
      case LeadCreated e -> created(e);
      case LeadQualified _ -> withStatus(LeadStatus.QUALIFIED, null, null);
      case LeadConverted e -> withStatus(LeadStatus.CONVERTED, e.conversion(), null);
      case LeadDisqualified e -> withStatus(LeadStatus.DISQUALIFIED, null, e.disqualifiedOn());
      case LeadReopened e -> withStatus(e.status(), null, null);
      case LeadReassigned e -> with(origin, openedOn, e.after());
      case LeadCorrected e -> corrected(e.after());
      case LeadConversionCorrected e -> withStatus(status, e.after(), null);
      case LeadDisqualificationCorrected e -> withStatus(status, null, e.after());
      case LeadConfirmed _ -> this;
    };
  }

  /** It is new, whatever its source says: how far it is, the events that follow say. */
  private static LeadState created(LeadCreated e) {
    return new LeadState(
        new Origin(e.facts().source(), e.facts().createdOn()),
        e.effectiveOn(),
        e.facts().repId(),
        LeadStatus.NEW,
        null,
        null,
        e.sourceVersion());
  }

  private LeadState corrected(Origin after) {
    return with(after, Objects.requireNonNullElse(after.createdOn(), openedOn), repId);
  }

  private LeadState with(Origin newOrigin, LocalDate newOpenedOn, @Nullable RepId newRepId) {
    return new LeadState(
        newOrigin, newOpenedOn, newRepId, status, conversion, disqualifiedOn, sourceVersion);
  }

  private LeadState withStatus(
      LeadStatus newStatus,
      @Nullable Conversion newConversion,
      @Nullable LocalDate newDisqualifiedOn) {
    return new LeadState(
        origin, openedOn, repId, newStatus, newConversion, newDisqualifiedOn, sourceVersion);
  }

  private LeadState seen(@Nullable SourceVersion newer) {
    return new LeadState(
        origin,
        openedOn,
        repId,
        status,
        conversion,
        disqualifiedOn,
        Optional.ofNullable(newer).orElse(sourceVersion));
  }
}
