package dev.quotaledger.query.ledger;

import dev.quotaledger.query.ledger.Checkpoints.Signed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** An address that takes checkpoints and keeps them where whoever runs this program cannot change them. */
final class CheckpointReceiver implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofSeconds(15);
  private static final int FIRST_ERROR = 300;

  private final URI address;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(LONGEST).build();

  CheckpointReceiver(URI address) {
    this.address = address;
  }

  /** Posts the checkpoint's note as it is; throws where it was not taken. */
  void post(Signed signed) {
    try {
      HttpResponse<Void> answer = client.send(
          HttpRequest.newBuilder(address)
              .timeout(LONGEST)
              .header("Content-Type", "text/plain; charset=utf-8")
              .POST(BodyPublishers.ofByteArray(signed.note().bytes()))
              .build(),
          BodyHandlers.discarding());
      if (answer.statusCode() >= FIRST_ERROR) {
        throw new IllegalStateException(
            "The receiver of checkpoints answered with " + answer.statusCode());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The receiver of checkpoints cannot be reached", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while sending a checkpoint", e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
