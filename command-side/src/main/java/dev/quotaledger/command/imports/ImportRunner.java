package dev.quotaledger.command.imports;

import dev.quotaledger.command.DealStages;
import dev.quotaledger.command.imports.ImportMeans.Means;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs the open imports: some at a time, in the order in which they came, each until its last row is
 * decided. One that cannot go on is tried again by itself, later and later up to a minute; where it
 * is one row that cannot be decided, that one is rejected in the end.
 *
 * <p>An open import is one that has a file here, so that none is lost when the program ends, and
 * those of an instance that died are taken over by another that has the same directory.
 */
@Component
final class ImportRunner implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(ImportRunner.class);

  private static final Duration LOOK_FOR_FILES_EVERY = Duration.ofSeconds(10);

  /** A file without an import belongs to a request that is being answered, or that a crash ended. */
  private static final Duration REQUEST_ENDED_AFTER = Duration.ofHours(1);

  private static final int STOP_SECONDS = 30;
  private static final int LONGEST_REASON = 300;

  /** After the event store is there, and before it goes. */
  private static final int PHASE = 100;

  private final ImportDocuments documents;
  private final ImportFiles files;
  private final ImportMeans means;
  private final DealStages stages;
  private final Clock clock;
  private final ImportProperties settings;

  /** The imports that wait or run here. */
  private final Map<String, Attempts> known = new ConcurrentHashMap<>();

  private @Nullable ScheduledThreadPoolExecutor workers;
  private @Nullable ScheduledThreadPoolExecutor lookout;
  private volatile boolean running;

  ImportRunner(
      ImportDocuments documents,
      ImportFiles files,
      ImportMeans means,
      DealStages stages,
      Clock clock,
      ImportProperties settings) {
    this.documents = documents;
    this.files = files;
    this.means = means;
    this.stages = stages;
    this.clock = clock;
    this.settings = settings;
  }

  /** How many imports wait or run here. */
  int open() {
    return known.size();
  }

  /** Runs an import when it is its turn. */
  void submit(String id) {
    if (known.putIfAbsent(id, new Attempts()) == null) {
      runAfter(Duration.ZERO, id);
    }
  }

  @Override
  public void start() {
    running = true;
    workers = executor("import", settings.concurrent());
    lookout = executor("import-lookout", 1);
    var _ = lookout.scheduleWithFixedDelay(
        this::lookForFiles, 0, LOOK_FOR_FILES_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static ScheduledThreadPoolExecutor executor(String name, int threads) {
    ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
        threads, Thread.ofPlatform().daemon().name(name + "-", 1).factory());
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return executor;
  }

  /** Rows that are being decided are; the others wait for the next start. */
  @Override
  public void stop() {
    running = false;
    stop(lookout);
    stop(workers);
    known.clear();
  }

  private static void stop(@Nullable ScheduledThreadPoolExecutor executor) {
    if (executor == null) {
      return;
    }
    executor.shutdown();
    try {
      if (!executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("An import did not stop within {} seconds", STOP_SECONDS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  private void lookForFiles() {
    try {
      files.openIds().forEach(this::submit);
      files.sweep(clock.instant(), settings.keepRejections());
      dropForgotten();
    } catch (RuntimeException e) {
      LOG.error("The directory of imports cannot be read", e);
    }
  }

  /** An import that is not done yet needs its file of rejections until it is. */
  void dropForgotten() {
    documents
        .forgottenBefore()
        .ifPresent(first -> files.rejectedIds().stream()
            .filter(id -> id.compareTo(first) < 0)
            .filter(id ->
                documents.find(id).filter(found -> !found.state().isOpen()).isPresent())
            .forEach(files::dropRejections));
  }

  private void runAfter(Duration pause, String id) {
    ScheduledThreadPoolExecutor executor = workers;
    if (executor != null && running) {
      var _ = executor.schedule(() -> attempt(id), pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void attempt(String id) {
    try {
      Optional<FileChannel> lock = files.lock(id);
      if (lock.isPresent()) {
        try (FileChannel _ = lock.get()) {
          run(id);
        }
      }
      known.remove(id);
    } catch (TakenOver e) {
      LOG.info("{}", e.getMessage());
      known.remove(id);
    } catch (NotThisKind | IOException | RuntimeException e) {
      tryAgain(id, e);
    }
  }

  private void run(String id) throws NotThisKind, IOException {
    Optional<Import> stored = documents.find(id);
    if (stored.isEmpty()) {
      dropAfterACrash(id);
    } else if (stored.get().state().isOpen()) {
      run(stored.get());
    } else {
      files.close(id);
    }
  }

  private void dropAfterACrash(String id) throws IOException {
    Instant ended = clock.instant().minus(REQUEST_ENDED_AFTER);
    if (files.receivedAt(id).isBefore(ended)) {
      files.close(id);
    }
  }

  private void run(Import stored) throws NotThisKind {
    Upload upload = stored.upload();
    try (Means of = means.of(upload.how());
        CsvFile file = CsvFile.open(files.open(stored.id()), upload.kind(), upload.how())) {
      Import begun = upload.how().onlyTried()
          ? stored.fromTheStart(Rejections.header(file.columns()).length)
          : ImportRun.settled(stored, of.decisions());
      run(documents.save(begun.started(clock.instant())), file, of);
    }
  }

  private void run(Import settled, CsvFile file, Means of) {
    Progress progress = settled.progress();
    try (Rejections rejections =
        Rejections.open(files.rejections(settled.id()), progress.rejectionsLength())) {
      ImportRun run = new ImportRun(
          of.decisions(),
          documents,
          rejections,
          attempts(settled.id()),
          settled,
          settings.batchRows());
      Import reached = run.decide(steps(file, settled, of), () -> !running);
      if (reached.progress().rowsRead() == reached.upload().rows()) {
        documents.save(reached.completed(clock.instant()));
        files.close(reached.id());
        dropForgotten();
      }
    }
  }

  private Steps steps(CsvFile file, Import settled, Means of) {
    Upload upload = settled.upload();
    LocalDate receivedOn = LocalDate.ofInstant(upload.receivedAt(), ZoneOffset.UTC);
    long decided = settled.progress().rowsRead();
    if (upload.kind() == ImportKind.QUOTA_SHEETS) {
      SentRows cells = new QuotaSheet(file, decided);
      return new RowSteps(upload.kind(), cells, of.reasons(), stages, receivedOn);
    }
    file.skip(decided);
    return switch (upload.kind()) {
      case PERIODS -> new PeriodSteps(file, of.references());
      case SPLITS -> new SplitSteps(file, of.reasons(), receivedOn);
      case TEAMS,
          REPS,
          TERRITORIES,
          ASSIGNMENTS,
          QUOTAS,
          QUOTA_SHEETS,
          DEALS,
          DEAL_HISTORY,
          LEADS,
          SPEND ->
        new RowSteps(upload.kind(), rows(file, upload.how()), of.reasons(), stages, receivedOn);
    };
  }

  private static SentRows rows(CsvFile file, ImportOptions options) {
    ImportProfiles.Used used = options.profile();
    return used == null ? SentRows.asTheyAre(file) : new ExportedDeals(file, used.profile());
  }

  private void tryAgain(String id, Exception failure) {
    LOG.warn("Import {} cannot go on for now", id, failure);
    try {
      Import stored = documents.find(id).orElseThrow();
      documents.save(stored.interrupted(reason(failure)));
    } catch (RuntimeException e) {
      LOG.warn("Import {} cannot be marked as interrupted", id, e);
    }
    runAfter(attempts(id).pause(), id);
  }

  private Attempts attempts(String id) {
    return known.computeIfAbsent(id, _ -> new Attempts());
  }

  private static String reason(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    return "It cannot go on for now and is tried again by itself, at the latest every minute: "
        + (message.length() <= LONGEST_REASON ? message : message.substring(0, LONGEST_REASON));
  }
}
