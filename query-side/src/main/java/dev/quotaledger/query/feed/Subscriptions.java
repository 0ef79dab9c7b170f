package dev.quotaledger.query.feed;

import dev.quotaledger.query.ledger.EntryFilter;
import dev.quotaledger.query.ledger.Ledger;
import dev.quotaledger.query.ledger.Ledger.Found;
import dev.quotaledger.query.ledger.LedgerEntry;
import dev.quotaledger.runtime.web.Problem;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * The event streams that are open. Each has the virtual thread of its request, which waits for entries and
 * writes them; a client that does not read lets only its own thread wait, until the server gives it up.
 */
final class Subscriptions implements SmartLifecycle {

  private static final int BLOCK = 500;

  /** How soon a stream notices that the program ends. */
  private static final Duration LOOK = Duration.ofMillis(500);

  /** How long a client waits before it connects again, in milliseconds. */
  private static final byte[] BEGINNING = "retry: 2000\n\n".getBytes(StandardCharsets.UTF_8);

  private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] DATA = "\ndata: ".getBytes(StandardCharsets.UTF_8);
  private static final byte[] END = "\n\n".getBytes(StandardCharsets.UTF_8);

  private final Ledger ledger;
  private final FeedProperties properties;
  private final AtomicInteger open = new AtomicInteger();
  private volatile boolean started;

  Subscriptions(Ledger ledger, FeedProperties properties, MeterRegistry meters) {
    this.ledger = ledger;
    this.properties = properties;
    Gauge.builder("quotaledger.feed.subscribers", open::get)
        .description("Event streams that are open")
        .register(meters);
  }

  /** Sends what the filter wants from an index on, until the client goes or the program ends. */
  void serve(EntryFilter filter, long first, HttpServletResponse response) throws IOException {
    if (open.incrementAndGet() > properties.maxSubscribers()) {
      open.decrementAndGet();
      throw Problem.of(
              HttpStatus.SERVICE_UNAVAILABLE,
              "too-many-subscribers",
              "There are %d event streams open, and no more are taken."
                  .formatted(properties.maxSubscribers()))
          .withHeader(HttpHeaders.RETRY_AFTER, "5")
          .asException();
    }
    try {
      response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE + ";charset=UTF-8");
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      response.setHeader("X-Accel-Buffering", "no"); // what nginx takes for: do not hold it back
      send(filter, first, response);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      open.decrementAndGet();
    }
  }

  private void send(EntryFilter filter, long first, HttpServletResponse response)
      throws IOException, InterruptedException {
    OutputStream out = response.getOutputStream();
    out.write(BEGINNING);
    response.flushBuffer();
    long next = first;
    long said = System.nanoTime();
    while (started) {
      Found found = ledger.find(filter, next, BLOCK);
      for (LedgerEntry entry : found.entries()) {
        write(entry, out);
      }
      next = found.next();
      boolean isDue = System.nanoTime() - said > properties.heartbeat().toNanos();
      if (found.entries().isEmpty() && isDue) {
        out.write(HEARTBEAT);
      }
      if (!found.entries().isEmpty() || isDue) {
        response.flushBuffer();
        said = System.nanoTime();
      }
      if (found.isAll()) {
        ledger.awaitMoreThan(next, shorter(LOOK, properties.heartbeat()));
      }
    }
  }

  /** The id is the index; the bytes have no line break. */
  private static void write(LedgerEntry entry, OutputStream out) throws IOException {
    out.write(("id: " + entry.index()).getBytes(StandardCharsets.UTF_8));
    out.write(DATA);
    out.write(entry.bytes());
    out.write(END);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  @Override
  public void start() {
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

  /** Stopped before the web server begins to wait for its requests to end. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
