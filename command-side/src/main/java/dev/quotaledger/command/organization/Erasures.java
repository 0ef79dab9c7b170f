package dev.quotaledger.command.organization;

import dev.quotaledger.api.OrganizationCommand.ErasePerson;
import dev.quotaledger.api.Refused;
import dev.quotaledger.api.RepId;
import dev.quotaledger.command.Commands;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.command.Sender;
import dev.quotaledger.command.SentFiles;
import dev.quotaledger.runtime.people.Directory;
import dev.quotaledger.runtime.people.PersonalTexts;
import dev.quotaledger.runtime.readstore.Names;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Erases people: records it, and then deletes the name, the key to every text, and what is kept of the
 * files that may name them. What was begun is on disk before, so that a process which ends in between
 * does the rest when it starts again.
 */
final class Erasures implements SmartLifecycle {

  /** Before the web server, so that no request sees what should be gone. */
  private static final int PHASE = 150;

  private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
  private static final String NAME = "erasures";

  private final Names begun;
  private final Commands commands;
  private final Directory directory;
  private final PersonalTexts texts;
  private final SentFiles files;
  private final Clock clock;
  private volatile boolean started;

  Erasures(
      Names begun,
      Commands commands,
      Directory directory,
      PersonalTexts texts,
      SentFiles files,
      Clock clock) {
    this.begun = begun;
    this.commands = commands;
    this.directory = directory;
    this.texts = texts;
    this.files = files;
    this.clock = clock;
  }

  /**
   * Erases the person behind a rep.
   *
   * @param send sends the command in the name of who asks
   * @throws Refused when there is no such rep; nothing is erased then
   */
  Decided erase(RepId repId, Function<ErasePerson, Decided> send) {
    begun.add(repId.value());
    Decided decided;
    try {
      decided =
          send.apply(new ErasePerson(repId, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
    } catch (Refused e) {
      begun.remove(repId.value());
      throw e;
    }
    forget(repId);
    return decided;
  }

  private void forget(RepId repId) {
    directory.forget(repId);
    texts.erase(repId.toString());
    files.forget();
    begun.remove(repId.value());
  }

  /** Does again what may have been done in part: the record of it may then be there twice. */
  @Override
  public void start() {
    for (String rep : begun.all()) {
      LOG.info("What is known of the person behind rep {} is erased, as was begun", rep);
      Sender self = Sender.of(NAME, UUID.randomUUID().toString(), NAME);
      try {
        erase(new RepId(rep), command -> commands.send(command, self));
      } catch (Refused e) {
        LOG.info("There is no rep {} whose person could be erased", rep, e);
      }
    }
    started = true;
  }

  @Override
  public void stop() {
    started = false;
  }

  @Override
  public boolean isRunning() {
    return started;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
