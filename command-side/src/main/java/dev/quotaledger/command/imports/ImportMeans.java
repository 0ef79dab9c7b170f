package dev.quotaledger.command.imports;

import dev.quotaledger.command.Commands;
import dev.quotaledger.command.References;
import dev.quotaledger.command.Rehearsed;
import dev.quotaledger.runtime.Rehearsals;
import dev.quotaledger.runtime.people.Directory;
import dev.quotaledger.runtime.people.PersonalTexts;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Provides what imports work with: the real things, or those that leave no trace. */
@Component
final class ImportMeans {

  private final Commands commands;
  private final EventStore events;
  private final References references;
  private final Directory directory;
  private final PersonalTexts texts;
  private final Rehearsals rehearsals;

  ImportMeans(
      Commands commands,
      EventStore events,
      References references,
      Directory directory,
      PersonalTexts texts,
      Rehearsals rehearsals) {
    this.commands = commands;
    this.events = events;
    this.references = references;
    this.directory = directory;
    this.texts = texts;
    this.rehearsals = rehearsals;
  }

  /**
   * What one run of an import works with.
   *
   * @param end lets go of it
   */
  record Means(Decisions decisions, References references, Reasons reasons, Runnable end)
      implements AutoCloseable {

    @Override
    public void close() {
      end.run();
    }
  }

  /** For a file that is to be taken so. */
  Means of(ImportOptions options) {
    if (!options.onlyTried()) {
      Decisions decisions = Decisions.recorded(commands, events, directory);
      return new Means(decisions, references, texts::encrypt, () -> {});
    }
    Rehearsed rehearsed = Rehearsed.on(rehearsals);
    return new Means(
        Decisions.rehearsed(rehearsed, events, directory),
        rehearsed.references(),
        PersonalTexts::checked,
        rehearsed::close);
  }
}
