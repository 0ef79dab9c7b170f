package dev.quotaledger.api;

import java.time.LocalDate;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of an alert. Nobody asks for one to be raised or cleared: figures do that. */
public sealed interface AlertCommand extends DomainCommand {

  /** The most events that an alert may have; one that is raised and cleared as often stays cleared. */
  int MAX_EVENTS = 1_000;

  /** The alert that decides. */
  AlertId alertId();

  /**
   * Says that somebody has seen an alert which is raised. Twice emits nothing.
   *
   * <p>Refused with {@link Refusal.NotFound}, {@link Refusal.AlertIsCleared}.
   *
   * @param addressedOnly whether who asks sees only alerts that are addressed to them, so that for them
   *     there are no others
   * @param today when they have seen it
   * @param comment what they say about it; null for nothing
   */
  record AcknowledgeAlert(
      @TargetAggregateIdentifier AlertId alertId,
      boolean addressedOnly,
      LocalDate today,
      @Nullable PersonalText comment)
      implements AlertCommand {}
}
