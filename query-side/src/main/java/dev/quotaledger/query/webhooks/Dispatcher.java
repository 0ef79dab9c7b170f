package dev.quotaledger.query.webhooks;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Refused;
import dev.quotaledger.query.ledger.EntryFilter;
import dev.quotaledger.query.ledger.Ledger;
import dev.quotaledger.query.ledger.Ledger.Found;
import dev.quotaledger.query.ledger.LedgerEntry;
import dev.quotaledger.query.ledger.LedgerSource;
import dev.quotaledger.query.webhooks.Endpoint.State;
import dev.quotaledger.query.webhooks.Sender.Answer;
import dev.quotaledger.query.webhooks.Sender.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends to every active webhook what it wants of the ledger: first it stores a delivery for each entry, then
 * how far it has looked, and then it makes attempts until each delivery is taken or given up. Whatever ends
 * the process, the next one finds all deliveries that are not done, and looks on where the stored position
 * is, so that nothing is left out.
 *
 * <p>Only the instance that holds the claim sends. An attempt of which the outcome was not stored, because
 * the process ended or the claim was lost meanwhile, is made again: a receiver can get an event twice, then
 * also behind later ones of its key, and knows it by the same {@code webhook-id}. It never misses one.
 *
 * <p>One thread calls {@link #step}; attempts have a virtual thread each, and hand over what came of them.
 */
final class Dispatcher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final int BLOCK = 500;
  private static final int STOP_SECONDS = 5;
  private static final Duration AFTER_FAULT_OF_OURS = Duration.ofSeconds(5);

  private final Claim claim;
  private final Endpoints endpoints;
  private final Deliveries deliveries;
  private final Positions positions;
  private final Ledger ledger;
  private final LedgerSource source;
  private final Sender sender;
  private final RetrySchedule schedule;
  private final WebhookProperties limits;
  private final WebhookMeters meters;
  private final Clock clock;

  private final Map<String, Work> works = new HashMap<>();
  private final ConcurrentLinkedQueue<Result> results = new ConcurrentLinkedQueue<>();
  private final List<Result> taken = new ArrayList<>();
  private final Semaphore news = new Semaphore(0);
  private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();
  private int flying;
  private long starts;
  private boolean isUpToDate;
  private long upToDateAt;

  /** What is done for one webhook. */
  private static final class Work {

    private final Backlog backlog = new Backlog();
    private Endpoint endpoint;
    private EntryFilter filter;
    private long next;
    private long lastStart;

    private Work(Endpoint endpoint, long next) {
      this.endpoint = endpoint;
      this.filter = endpoint.filter();
      this.next = next;
    }
  }

  /**
   * What came of an attempt.
   *
   * @param endpoint as it was then
   * @param answer null where it was not made, through a fault of ours
   */
  private record Result(
      Work work,
      Endpoint endpoint,
      Pending pending,
      @Nullable Answer answer) {

    private String id() {
      return Delivery.id(endpoint.id(), pending.index());
    }

    private boolean saysGone() {
      return answer != null && answer.attempt().saysGone();
    }
  }

  Dispatcher(
      Claim claim,
      Endpoints endpoints,
      Deliveries deliveries,
      Positions positions,
      Ledger ledger,
      LedgerSource source,
      Sender sender,
      RetrySchedule schedule,
      WebhookProperties limits,
      WebhookMeters meters,
      Clock clock) {
    this.claim = claim;
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.positions = positions;
    this.ledger = ledger;
    this.source = source;
    this.sender = sender;
    this.schedule = schedule;
    this.limits = limits;
    this.meters = meters;
    this.clock = clock;
  }

  /** Whether this instance is the one that sends. */
  boolean isSending() {
    return claim.isHeld();
  }

  /**
   * Takes in what came of attempts and what has changed, and begins what is due.
   *
   * @return whether there is more to look at already
   */
  boolean step() {
    news.drainPermits();
    takeResults();
    if (!claim.isHeld()) {
      works.clear();
      isUpToDate = false;
      meters.pending(0);
      return false;
    }
    takeEndpoints();
    boolean more = false;
    for (Work work : active()) {
      more |= scan(work);
    }
    begin();
    meters.pending(works.values().stream().mapToInt(work -> work.backlog.size()).sum());
    return more;
  }

  /** Waits until something came of an attempt, at most so long. */
  void awaitNews(Duration longest) throws InterruptedException {
    var _ = news.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What cannot be stored now is stored the next time; its lanes wait until then. */
  private void takeResults() {
    for (Result next = results.poll(); next != null; next = results.poll()) {
      flying--;
      taken.add(next);
    }
    if (taken.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    Map<String, Verdict> verdicts = stored(now);
    List<Result> all = List.copyOf(taken);
    taken.clear();
    all.forEach(result -> land(result, verdicts.get(result.id()), now));
    all.stream().filter(Result::saysGone).map(Result::endpoint).forEach(this::disable);
  }

  /** What follows from the attempts, which stands in the deliveries now. */
  private Map<String, Verdict> stored(Instant now) {
    Map<String, Answer> answers = new HashMap<>();
    taken.forEach(result -> {
      if (result.answer != null) {
        answers.put(result.id(), result.answer);
      }
    });
    Map<String, Verdict> verdicts = new HashMap<>();
    deliveries.change(answers.keySet(), (id, delivery) -> {
      Answer answer = answers.get(id);
      verdicts.remove(id);
      if (answer == null || delivery == null || !delivery.isPending()) {
        return null;
      }
      Verdict verdict = Verdict.of(answer, delivery.tries(), schedule, now);
      verdicts.put(id, verdict);
      return verdict.on(delivery, now);
    });
    return verdicts;
  }

  /**
   * Lets the next of a lane go, or the same one later.
   *
   * @param verdict null where the delivery was not pending any more, or there was no attempt
   */
  private void land(Result result, @Nullable Verdict verdict, Instant now) {
    Backlog backlog = result.work.backlog;
    Pending pending = result.pending;
    if (result.answer == null) {
      backlog.again(pending, pending.at(now.plus(AFTER_FAULT_OF_OURS)));
      return;
    }
    Instant due = verdict == null ? null : verdict.due();
    if (due == null) {
      backlog.done(pending);
    } else {
      backlog.again(pending, pending.at(due));
    }
    if (verdict != null) {
      meters.attempted(verdict.outcome());
    }
  }

  private void disable(Endpoint gone) {
    LOG.info("Webhook {} is disabled: its receiver answered 410", gone.id());
    disable(gone, "The receiver answered 410 Gone.");
  }

  private void disable(Endpoint endpoint, String reason) {
    isUpToDate = false;
    try {
      endpoints.change(
          endpoint.id(),
          null,
          present -> present.sends() && present.url().equals(endpoint.url())
              ? present.withState(State.DISABLED, reason)
              : present);
    } catch (Refused _) {
      // It is not registered any more.
    }
  }

  /** A webhook that was changed may have deliveries that are to be sent again. */
  private void takeEndpoints() {
    long now = System.nanoTime();
    if (isUpToDate && now - upToDateAt < limits.poll().toNanos()) {
      return;
    }
    isUpToDate = true;
    upToDateAt = now;
    Map<String, Endpoint> present = endpoints.all().stream()
        .filter(Endpoint::sends)
        .collect(Collectors.toMap(Endpoint::id, Function.identity()));
    works.forEach((id, work) -> {
      if (!present.containsKey(id)) {
        work.backlog.forget();
        work.endpoint = work.endpoint.withVersion(-1);
      }
    });
    works.values().removeIf(work -> !isPresent(work) && work.backlog.flying() == 0);
    present.values().forEach(this::take);
  }

  private void take(Endpoint endpoint) {
    try {
      Work work = works.computeIfAbsent(endpoint.id(), _ -> begun(endpoint));
      if (work.endpoint.version() != endpoint.version()) {
        work.filter = endpoint.filter();
        work.endpoint = endpoint;
        load(work);
      }
    } catch (InvalidValue e) {
      disable(endpoint, "Its filter is not understood any more: " + e.getMessage());
    }
  }

  private static boolean isPresent(Work work) {
    return work.endpoint.version() >= 0;
  }

  private Work begun(Endpoint endpoint) {
    Work work = new Work(endpoint, positions.find(endpoint.id()).orElse(endpoint.after() + 1));
    load(work);
    return work;
  }

  private void load(Work work) {
    deliveries
        .pending(work.endpoint.id())
        .forEach(delivery -> work.backlog.put(Pending.of(delivery)));
  }

  /** Those to which something was sent longest ago first, so that none has to stand back for ever. */
  private List<Work> active() {
    return works.values().stream()
        .filter(Dispatcher::isPresent)
        .sorted(Comparator.comparingLong(work -> work.lastStart))
        .toList();
  }

  /** Stores deliveries for a block of entries, then that it has; answers whether there are more. */
  private boolean scan(Work work) {
    int room = limits.maxPending() - work.backlog.size();
    if (room <= 0 || work.next >= ledger.size()) {
      return false;
    }
    Found found = ledger.find(work.filter, work.next, Math.min(BLOCK, room));
    Instant now = clock.instant();
    List<Delivery> wanted = found.entries().stream()
        .map(entry -> delivery(work.endpoint.id(), entry, now))
        .toList();
    deliveries.add(wanted).stream()
        .filter(Delivery::isPending)
        .forEach(delivery -> work.backlog.put(Pending.of(delivery)));
    positions.keep(work.endpoint.id(), found.next());
    work.next = found.next();
    return !found.isAll();
  }

  private Delivery delivery(String webhook, LedgerEntry entry, Instant now) {
    Delivery delivery = Delivery.due(webhook, entry, now);
    return entry.bytes().length <= limits.maxPayload().toBytes()
        ? delivery
        : delivery.failed(now, tooLarge(entry), null);
  }

  private String tooLarge(LedgerEntry entry) {
    return "The event takes %d bytes, and no more than %d are sent: fetch it from %s."
        .formatted(
            entry.bytes().length,
            limits.maxPayload().toBytes(),
            source.uri() + "/api/v1/ledger/entries/" + entry.index());
  }

  /** One attempt for each webhook, and again, until none may begin. */
  private void begin() {
    Instant now = clock.instant();
    List<Work> able = new ArrayList<>(active());
    while (!able.isEmpty()) {
      able.removeIf(work -> !begin(work, now));
    }
  }

  private boolean begin(Work work, Instant now) {
    if (flying >= limits.concurrent() || work.backlog.flying() >= limits.concurrentPerEndpoint()) {
      return false;
    }
    Optional<Pending> next = work.backlog.take(now);
    next.ifPresent(pending -> begin(work, pending));
    return next.isPresent();
  }

  private void begin(Work work, Pending pending) {
    flying++;
    work.lastStart = ++starts;
    Endpoint endpoint = work.endpoint;
    var _ = attempts.submit(() -> attempt(work, endpoint, pending));
  }

  private void attempt(Work work, Endpoint endpoint, Pending pending) {
    Answer answer = null;
    try {
      LedgerEntry entry = ledger.at(pending.index()).orElseThrow();
      answer = sender.send(
          endpoint.url(),
          endpoint.secrets().at(clock.instant()),
          new Message(entry.eventId(), entry.bytes()));
    } catch (RuntimeException e) {
      LOG.warn("Cannot try to deliver entry {} to {}", pending.index(), endpoint.id(), e);
    } finally {
      results.add(new Result(work, endpoint, pending, answer));
      news.release();
    }
  }

  /** Lets attempts under way come to their end for a while, and keeps what came of them. */
  @Override
  public void close() {
    attempts.shutdown();
    try {
      if (!attempts.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.info("Some attempts to deliver are given up, and made again at the next start");
        attempts.shutdownNow();
      }
      takeResults();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      claim.release();
    }
  }
}
