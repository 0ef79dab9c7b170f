package dev.quotaledger.standalone.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many subscribers of the event stream, each of which now and then loses its connection and goes on behind
 * the last event that it received. Each of them must see every index once and in order.
 */
final class Followers implements AutoCloseable {

  private static final String RECORDED = "\"recordedtime\":\"";

  private final int port;
  private final long first;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<Long>> running = new ArrayList<>();
  private final ConcurrentLinkedQueue<Long> delays = new ConcurrentLinkedQueue<>();
  private final AtomicLong reconnects = new AtomicLong();
  private volatile long end = Long.MAX_VALUE;

  Followers(int port, int count, long first) {
    this.port = port;
    this.first = first;
    for (int i = 0; i < count; i++) {
      int seed = i;
      running.add(threads.submit(() -> follow(new Random(seed))));
    }
  }

  /** Lets each go on until it has all events before the index; answers how many there were each. */
  long awaitAllUpTo(long index) throws Exception {
    end = index;
    long seen = 0;
    for (Future<Long> each : running) {
      seen = each.get();
    }
    return seen;
  }

  /** From the recording of an event until a follower had it, in milliseconds, in order. */
  List<Long> delays() {
    return delays.stream().sorted().toList();
  }

  long reconnects() {
    return reconnects.get();
  }

  private long follow(Random random) throws IOException {
    long next = first;
    while (next < end) {
      next = followOnce(next, 500 + random.nextInt(4_000));
      reconnects.incrementAndGet();
    }
    return next - first;
  }

  /**
   * Follows for so many events, or until the end; answers the index that is to come next. To a client of
   * HTTP 1.0 nothing is sent in chunks, whose sizes would stand between the lines.
   */
  private long followOnce(long from, int events) throws IOException {
    long next = from;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) Duration.ofSeconds(60).toMillis());
      socket.getOutputStream().write("""
              GET /api/v1/events?after=%d HTTP/1.0\r
              Host: 127.0.0.1\r
              Authorization: %s\r
              Accept: text/event-stream\r
              \r
              """.formatted(from - 1, Program.authorization())
          .getBytes(StandardCharsets.US_ASCII));
      BufferedReader lines = new BufferedReader(
          new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      for (int seen = 0; seen < events && next < end; ) {
        String line = lines.readLine();
        if (line == null) {
          break;
        }
        if (line.startsWith("id: ")) {
          long id = Long.parseLong(line.substring("id: ".length()));
          if (id != next) {
            throw new IllegalStateException("Event %d came instead of %d".formatted(id, next));
          }
          next++;
          seen++;
        } else if (line.startsWith("data: ")) {
          delays.add(Duration.between(recordedAt(line), Instant.now()).toMillis());
        }
      }
    }
    return next;
  }

  private static Instant recordedAt(String data) {
    int start = data.indexOf(RECORDED) + RECORDED.length();
    return Instant.parse(data.substring(start, data.indexOf('"', start)));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
