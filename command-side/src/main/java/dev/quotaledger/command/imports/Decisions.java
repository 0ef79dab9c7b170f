package dev.quotaledger.command.imports;

import dev.quotaledger.api.DomainCommand;
import dev.quotaledger.api.OrganizationId;
import dev.quotaledger.api.RepId;
import dev.quotaledger.command.Commands;
import dev.quotaledger.command.Outcome;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.command.Rehearsed;
import dev.quotaledger.command.Sender;
import dev.quotaledger.command.imports.Progress.Recorded;
import dev.quotaledger.command.imports.Rejections.Rejection;
import dev.quotaledger.command.imports.Verdict.Accepted;
import dev.quotaledger.command.imports.Verdict.Rejected;
import dev.quotaledger.command.imports.Verdict.Unchanged;
import dev.quotaledger.runtime.people.Directory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has steps decided in one transaction. */
final class Decisions {

  private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);

  private final Commands commands;
  private final EventStore events;
  private final RepNames names;
  private final boolean recording;

  private Decisions(Commands commands, EventStore events, RepNames names, boolean recording) {
    this.commands = commands;
    this.events = events;
    this.names = names;
    this.recording = recording;
  }

  /** Those that are recorded. */
  static Decisions recorded(Commands commands, EventStore events, Directory directory) {
    return new Decisions(commands, events, RepNames.kept(directory), true);
  }

  /** The same that nothing remains of. */
  static Decisions rehearsed(Rehearsed rehearsed, EventStore events, Directory directory) {
    return new Decisions(rehearsed.commands(), events, RepNames.rehearsed(directory), false);
  }

  /**
   * What became of the rows of some steps.
   *
   * @param last the last event that they recorded; null when they recorded none
   */
  record Summary(
      long accepted,
      long unchanged,
      List<Rejection> rejections,
      @Nullable Recorded last) {}

  /**
   * Decides the steps in their order, and waits until what they record is on disk. The names of reps
   * who are not rejected are on disk before that.
   *
   * @param beforeCommit told what is going to be, when nothing is left to do but to commit; what it
   *     throws rolls the transaction back
   * @throws RuntimeException when the transaction failed, or it is not known whether it did
   */
  void decide(List<Step> steps, Sender sender, Consumer<Summary> beforeCommit) {
    List<List<DomainCommand>> chains =
        steps.stream().map(Step::commands).filter(chain -> !chain.isEmpty()).toList();
    commands.sendChains(chains, sender, outcomes -> {
      List<List<Outcome>> ofSteps = byStep(steps, outcomes);
      Set<Integer> renaming = keepNames(steps, ofSteps);
      beforeCommit.accept(summary(steps, ofSteps, renaming));
    });
  }

  /** Whether the event is in the store. */
  boolean isCommitted(Recorded event) {
    return events
        .readEvents(event.aggregateId(), event.sequenceNumber())
        .asStream()
        .findFirst()
        .filter(stored -> stored.getIdentifier().equals(event.eventId()))
        .isPresent();
  }

  /** Whether the store of events can be read. */
  boolean storeAnswers() {
    try {
      events.lastSequenceNumberFor(OrganizationId.THE_ONE.toString());
      return true;
    } catch (RuntimeException e) {
      LOG.info("The store of events does not answer", e);
      return false;
    }
  }

  private static List<List<Outcome>> byStep(List<Step> steps, List<List<Outcome>> outcomes) {
    Iterator<List<Outcome>> next = outcomes.iterator();
    return steps.stream()
        .map(step -> step.commands().isEmpty() ? List.<Outcome>of() : next.next())
        .toList();
  }

  /** Which of the steps give a rep another name than there was. */
  private Set<Integer> keepNames(List<Step> steps, List<List<Outcome>> outcomes) {
    Map<RepId, String> known = names.of(steps.stream()
        .map(Step::name)
        .filter(Objects::nonNull)
        .map(Step.Name::repId)
        .toList());
    Map<RepId, String> given = new HashMap<>();
    Set<Integer> renaming = new HashSet<>();
    for (int i = 0; i < steps.size(); i++) {
      Step.Name name = steps.get(i).name();
      boolean taken = outcomes.get(i).stream().allMatch(Decided.class::isInstance);
      if (name != null && taken) {
        String before = given.getOrDefault(name.repId(), known.getOrDefault(name.repId(), ""));
        given.put(name.repId(), name.name());
        if (!name.name().equals(before)) {
          renaming.add(i);
        }
      }
    }
    if (!given.isEmpty()) {
      names.put(given);
    }
    return renaming;
  }

  private Summary summary(List<Step> steps, List<List<Outcome>> outcomes, Set<Integer> renaming) {
    long accepted = 0;
    long unchanged = 0;
    List<Rejection> rejections = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      boolean renames = renaming.contains(i);
      for (Row row : steps.get(i).rows()) {
        switch (steps.get(i).verdict(row, outcomes.get(i))) {
          case Accepted _ -> accepted++;
          case Unchanged _ when renames -> accepted++;
          case Unchanged _ -> unchanged++;
          case Rejected reason -> rejections.add(new Rejection(row, reason));
        }
      }
    }
    return new Summary(accepted, unchanged, rejections, recording ? last(outcomes) : null);
  }

  private static @Nullable Recorded last(List<List<Outcome>> outcomes) {
    return outcomes.stream()
        .flatMap(List::stream)
        .flatMap(outcome -> outcome instanceof Decided decided
            ? decided.events().stream()
            : Stream.<DomainEventMessage<?>>empty())
        .reduce((_, later) -> later)
        .map(event -> new Recorded(
            Objects.requireNonNull(event.getAggregateIdentifier()),
            event.getSequenceNumber(),
            event.getIdentifier()))
        .orElse(null);
  }
}
