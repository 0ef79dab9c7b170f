package dev.quotaledger.query.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quotaledger.query.webhooks.AddressGuard.ForbiddenAddress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Posts signed messages. No redirect is followed, no proxy is used, nothing is tried again, and no more of
 * an answer is read than somebody may need.
 */
final class Sender implements AutoCloseable {

  static final ContentType CLOUD_EVENT = ContentType.create("application/cloudevents+json");

  private static final int MOST_READ = 4_096;
  private static final int LONGEST_TEXT = 200;
  private static final int SPARE_CONNECTIONS = 16;

  private final CloseableHttpClient client;
  private final Duration timeout;
  private final Clock clock;
  private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
      Thread.ofPlatform().daemon().name("webhook-timeouts").factory());

  /**
   * A sender.
   *
   * @param timeout how long an attempt may take as a whole
   * @param concurrent how many attempts there are at a time
   */
  Sender(AddressGuard guard, Duration timeout, int concurrent, Clock clock) {
    this.timeout = timeout;
    this.clock = clock;
    Timeout longest = Timeout.of(timeout);
    int connections = concurrent + SPARE_CONNECTIONS;
    this.client = HttpClients.custom()
        .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(guard)
            .setMaxConnTotal(connections)
            .setMaxConnPerRoute(connections)
            .setDefaultConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(longest)
                .setSocketTimeout(longest)
                .build())
            .build())
        .setDefaultRequestConfig(RequestConfig.custom()
            .setConnectionRequestTimeout(longest)
            .setResponseTimeout(longest)
            .build())
        .setUserAgent("Quotaledger-Webhooks")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .build();
  }

  /**
   * A message that is sent.
   *
   * @param id the same at every attempt
   * @param body what is signed and what is sent
   */
  @SuppressWarnings("ArrayRecordComponent") // two of them are never compared
  record Message(String id, byte[] body) {}

  /**
   * What came back.
   *
   * @param text how the body begins
   * @param wish how long the receiver wants the next attempt to wait; null where it said nothing
   */
  record Answer(Attempt attempt, String text, @Nullable Duration wish) {}

  /** Sends a message once; whatever goes wrong is in what it answers. */
  Answer send(String url, List<String> secrets, Message message) {
    Instant at = clock.instant();
    long began = System.nanoTime();
    HttpPost post = new HttpPost(url);
    Future<?> end = watch.schedule(post::cancel, timeout.toMillis(), TimeUnit.MILLISECONDS);
    try {
      post.setEntity(new ByteArrayEntity(message.body(), CLOUD_EVENT));
      post.setHeader("webhook-id", message.id());
      post.setHeader("webhook-timestamp", Long.toString(at.getEpochSecond()));
      post.setHeader("webhook-signature", Signature.of(secrets, message.id(), at, message.body()));
      return answer(post, at, began);
    } catch (IOException | HttpException e) {
      String error = post.isCancelled() || e instanceof InterruptedIOException
          ? "There was no whole answer within %s.".formatted(words(timeout))
          : words(e);
      return new Answer(new Attempt(at, null, error, null, millisSince(began)), "", null);
    } finally {
      end.cancel(false);
      post.cancel(); // closes the connection where not all of the answer was read
    }
  }

  @SuppressWarnings("resource") // to close the answer would be to read all of it
  private Answer answer(HttpPost post, Instant at, long began) throws IOException, HttpException {
    ClassicHttpResponse response =
        client.executeOpen(RoutingSupport.determineHost(post), post, null);
    String text = text(response);
    int status = response.getCode();
    Attempt attempt = new Attempt(at, status, null, null, millisSince(began));
    return new Answer(
        attempt.wasTaken() || text.isBlank()
            ? attempt
            : new Attempt(at, status, null, shortened(text), attempt.millis()),
        text,
        wish(response, at));
  }

  /** How the body begins. */
  private static String text(ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    return entity == null ? "" : new String(entity.getContent().readNBytes(MOST_READ), UTF_8);
  }

  /** As seconds or as a date. */
  private static @Nullable Duration wish(ClassicHttpResponse response, Instant at) {
    Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
    String text =
        header == null || header.getValue() == null ? "" : header.getValue().strip();
    if (text.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    Instant until = text.isEmpty() ? null : DateUtils.parseStandardDate(text);
    return until == null || until.isBefore(at) ? null : Duration.between(at, until);
  }

  private static String words(Exception e) {
    return switch (e) {
      case ForbiddenAddress _ -> "The address is refused: " + e.getMessage() + ".";
      case UnknownHostException _ -> "The host name is not known.";
      case SSLException _ -> "There is no secure connection: " + shortened("" + e.getMessage());
      default -> shortened(e.getClass().getSimpleName() + ": " + e.getMessage());
    };
  }

  private static String words(Duration duration) {
    return duration.toMillis() % 1_000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }

  private static String shortened(String text) {
    String printable = text.replaceAll("\\p{Cntrl}+", " ");
    return printable.length() <= LONGEST_TEXT
        ? printable
        : printable.substring(0, LONGEST_TEXT) + "...";
  }

  private static long millisSince(long began) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  @Override
  public void close() throws IOException {
    watch.shutdownNow();
    client.close();
  }
}
