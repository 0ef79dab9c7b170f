package dev.quotaledger.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Receives webhooks on this machine, and answers as it is told. */
public final class Receiver implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Received> all = Collections.synchronizedList(new ArrayList<>());
  private volatile Function<Received, Reply> answers = _ -> Reply.of(204);

  /** What came. */
  @SuppressWarnings("ArrayRecordComponent") // two of them are never compared
  public record Received(Headers headers, byte[] bytes) {

    public String id() {
      return header("webhook-id");
    }

    public String body() {
      return new String(bytes, UTF_8);
    }

    public String header(String name) {
      return String.valueOf(headers.getFirst(name));
    }

    /** Whether one of the signatures is one with the secret, over just these bytes. */
    public boolean isSignedWith(String secret) {
      try {
        String signature =
            new Webhook(secret).sign(id(), Long.parseLong(header("webhook-timestamp")), body());
        return Arrays.asList(header("webhook-signature").split(" ", -1)).contains(signature);
      } catch (EmptyWebhookSecretException | WebhookSigningException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** What is answered. */
  public record Reply(int status, Map<String, String> headers, String body) {

    public static Reply of(int status) {
      return new Reply(status, Map.of(), "");
    }
  }

  public Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::receive);
    server.start();
  }

  private void receive(HttpExchange exchange) throws IOException {
    Received received =
        new Received(exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes());
    Reply reply = answers.apply(received);
    all.add(received);
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = reply.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  public void answer(int status) {
    answers = _ -> Reply.of(status);
  }

  public void answer(Function<Received, Reply> how) {
    answers = how;
  }

  /** Answers challenges as the owner of the address would. */
  public void answerChallenges() {
    answers = received -> new Reply(
        200, Map.of(), received.body().replaceAll(".*\"challenge\":\"([^\"]*)\".*", "{\"$1\"}"));
  }

  /** All that came, in the order in which it was answered. */
  public List<Received> all() {
    synchronized (all) {
      return List.copyOf(all);
    }
  }

  public List<String> ids() {
    return all().stream().map(Received::id).toList();
  }

  public String url(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
