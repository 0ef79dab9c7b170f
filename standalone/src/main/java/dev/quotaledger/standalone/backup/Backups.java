package dev.quotaledger.standalone.backup;

import dev.quotaledger.command.Commands;
import dev.quotaledger.runtime.CopiedWhileRunning;
import dev.quotaledger.runtime.ObservedEvents;
import dev.quotaledger.runtime.QuotaledgerProperties;
import dev.quotaledger.runtime.web.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Copies both stores and the files beside them between two appends of events, so that the copy is what a
 * power failure would have left at that moment.
 *
 * <p>Without that, no order would do. Were the read store copied later than the events, its tokens
 * and the progress of imports could name events that the copy lacks, and that would be skipped for
 * ever. Were it copied earlier, it would lack the names of people, and the keys to texts about them,
 * that later events of the copy refer to.
 */
@Component
final class Backups {

  private static final Logger LOG = LoggerFactory.getLogger(Backups.class);

  private static final int STORES = 2;
  private static final String UNFINISHED = ".part";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final ObjectProvider<CopiedWhileRunning> stores;
  private final Commands commands;
  private final ObservedEvents observed;
  private final Path data;
  private final Path backups;
  private final Clock clock;
  private final ReentrantLock one = new ReentrantLock();

  Backups(
      ObjectProvider<CopiedWhileRunning> stores,
      Commands commands,
      ObservedEvents observed,
      QuotaledgerProperties properties,
      Clock clock) {
    this.stores = stores;
    this.commands = commands;
    this.observed = observed;
    this.data = properties.dataPath();
    this.backups = data.resolve("backups");
    this.clock = clock;
  }

  /** Makes one; commands and alerts wait meanwhile. */
  Backup make() {
    List<CopiedWhileRunning> embedded = stores.stream().toList();
    if (embedded.size() < STORES) {
      throw Problem.of(
              HttpStatus.CONFLICT,
              "stores-not-embedded",
              "A server keeps the events or the read models: make the backup with its own tools.")
          .asException();
    }
    if (!one.tryLock()) {
      throw Problem.of(
              HttpStatus.CONFLICT, "backup-under-way", "Another backup is being made already.")
          .asException();
    }
    try {
      return commands.betweenCommands(() -> observed.betweenAppends(() -> copy(embedded)));
    } catch (IllegalStateException | UncheckedIOException e) {
      LOG.error("A backup in {} failed", backups, e);
      throw Problem.of(
              HttpStatus.INSUFFICIENT_STORAGE,
              "backup-failed",
              "The backup could not be written to %s; the log says why.".formatted(backups))
          .asException();
    } finally {
      one.unlock();
    }
  }

  private Backup copy(List<CopiedWhileRunning> embedded) {
    String name = NAME.format(clock.instant());
    Path unfinished = backups.resolve(name + UNFINISHED);
    try {
      Files.createDirectories(backups);
      removeUnfinished();
      Files.createDirectory(unfinished);
      DataFiles.copy(data, unfinished);
      embedded.forEach(store -> store.copyTo(unfinished));
      DataFiles.copy(data, unfinished); // so that an import which the store knows has its file
      DataFiles.force(unfinished);
      Files.move(unfinished, backups.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      return describe(backups.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void removeUnfinished() throws IOException {
    for (Path left :
        directories().filter(path -> path.toString().endsWith(UNFINISHED)).toList()) {
      FileSystemUtils.deleteRecursively(left);
    }
  }

  /** Those that were made, the newest first. */
  List<Backup> list() {
    try {
      return directories()
          .filter(path -> !path.toString().endsWith(UNFINISHED))
          .map(Backups::describe)
          .sorted(Comparator.comparing(Backup::takenAt).reversed())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stream<Path> directories() throws IOException {
    if (!Files.isDirectory(backups)) {
      return Stream.empty();
    }
    try (Stream<Path> found = Files.list(backups)) {
      return found.filter(Files::isDirectory).toList().stream();
    }
  }

  private static Backup describe(Path directory) {
    String name = directory.getFileName().toString();
    return new Backup(
        name, directory.toString(), NAME.parse(name, Instant::from), DataFiles.bytes(directory));
  }
}
