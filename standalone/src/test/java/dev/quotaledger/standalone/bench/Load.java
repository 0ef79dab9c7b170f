package dev.quotaledger.standalone.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;

/**
 * Requests over a number of connections that are kept open, each sending the next one when the last
 * is answered. The client is as thin as can be, since it shares the processors with the program.
 */
final class Load {

  /** What was measured: how many were answered in how long, and how long each took. */
  record Result(long answered, Duration duration, List<Long> sortedNanos) {

    double perSecond() {
      return answered / (duration.toNanos() / 1e9);
    }

    double millisAt(double quantile) {
      int index = (int) Math.ceil(quantile * sortedNanos.size()) - 1;
      return sortedNanos.isEmpty() ? 0 : sortedNanos.get(Math.max(0, index)) / 1e6;
    }
  }

  /** A request: its first line's method and path, and a JSON body. */
  record Request(String method, String path, String body) {}

  private final int port;
  private final int connections;
  private final AtomicLong next = new AtomicLong();

  Load(int port, int connections) {
    this.port = port;
    this.connections = connections;
  }

  /** Sends for a while; requests are numbered on through all runs of this load. */
  Result run(Duration duration, LongFunction<Request> requests) {
    long end = System.nanoTime() + duration.toNanos();
    return measure(() -> System.nanoTime() < end, requests);
  }

  /** Sends a number of requests. */
  Result run(long count, LongFunction<Request> requests) {
    long end = next.get() + count;
    return measure(() -> next.get() < end, requests);
  }

  private Result measure(BooleanSupplier goesOn, LongFunction<Request> requests) {
    long start = System.nanoTime();
    List<Future<List<Long>>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      for (int i = 0; i < connections; i++) {
        running.add(threads.submit(() -> connection(goesOn, requests)));
      }
    }
    List<Long> nanos = new ArrayList<>();
    for (Future<List<Long>> each : running) {
      try {
        nanos.addAll(each.get());
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException("A connection failed", e);
      }
    }
    nanos.sort(null);
    return new Result(nanos.size(), Duration.ofNanos(System.nanoTime() - start), nanos);
  }

  private List<Long> connection(BooleanSupplier goesOn, LongFunction<Request> requests)
      throws IOException {
    List<Long> nanos = new ArrayList<>();
    while (goesOn.getAsBoolean()) {
      keptAlive(goesOn, requests, nanos);
    }
    return nanos;
  }

  /** Sends over one socket until the program closes it, which it does after some requests. */
  private void keptAlive(BooleanSupplier goesOn, LongFunction<Request> requests, List<Long> nanos)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 65_536);
      OutputStream out = socket.getOutputStream();
      boolean open = true;
      while (open && goesOn.getAsBoolean()) {
        byte[] request = bytes(requests.apply(next.getAndIncrement()));
        long start = System.nanoTime();
        out.write(request);
        Answer answer = answer(in);
        nanos.add(System.nanoTime() - start);
        if (answer.status() >= 300) {
          throw new IllegalStateException(
              "Answered with status " + answer.status() + ": " + new String(request, UTF_8));
        }
        open = answer.keepsAlive();
      }
    }
  }

  private record Answer(int status, boolean keepsAlive) {}

  private static byte[] bytes(Request request) {
    byte[] body = request.body().getBytes(UTF_8);
    String head =
        request.method() + " /api/v1" + request.path() + " HTTP/1.1\r\nHost: localhost\r\n"
            + "Authorization: " + Program.authorization()
            + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
    byte[] bytes = new byte[head.length() + body.length];
    System.arraycopy(head.getBytes(US_ASCII), 0, bytes, 0, head.length());
    System.arraycopy(body, 0, bytes, head.length(), body.length);
    return bytes;
  }

  /** Reads one answer, of known length or in chunks. */
  private static Answer answer(InputStream in) throws IOException {
    int status = Integer.parseInt(line(in).split(" ", 3)[1]);
    long length = 0;
    boolean chunked = false;
    boolean keepsAlive = true;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(lower.substring(15).strip());
      }
      chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
      keepsAlive &= !lower.startsWith("connection:") || !lower.contains("close");
    }
    if (chunked) {
      for (int size = chunk(in); size > 0; size = chunk(in)) {
        in.skipNBytes(size);
        line(in);
      }
      line(in);
    } else {
      in.skipNBytes(length);
    }
    return new Answer(status, keepsAlive);
  }

  private static int chunk(InputStream in) throws IOException {
    return Integer.parseInt(line(in), 16);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new UncheckedIOException(new IOException("The program closed the connection"));
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
