package dev.quotaledger.query.processing;

import dev.quotaledger.query.ActiveGenerations;
import dev.quotaledger.query.Generation;
import dev.quotaledger.runtime.ConsistencyToken;
import dev.quotaledger.runtime.web.Problem;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The active generations; a request that carries a Consistency-Token gets one only when it includes
 * the token's events. So a read waits for just the models that it uses.
 */
final class ConsistentGenerations implements ActiveGenerations {

  private static final int POLL_MILLIS = 5;

  private final Processors processors;
  private final Duration longestWait;

  ConsistentGenerations(Processors processors, Duration longestWait) {
    this.processors = processors;
    this.longestWait = longestWait;
  }

  @Override
  public Generation active(String model) {
    Optional<ConsistencyToken> token = token();
    if (token.isPresent() && !token.get().indexes().isEmpty()) {
      awaitInclusion(token.get(), model);
    }
    return current(model).generation();
  }

  @Override
  public boolean isStale(String model) {
    return processors.view().failure(current(model).generation()).isPresent();
  }

  private Build current(String model) {
    return processors
        .view()
        .active(model)
        .orElseThrow(() -> new IllegalArgumentException("There is no read model " + model));
  }

  /** The generation is looked up again each time, since another may take over meanwhile. */
  private void awaitInclusion(ConsistencyToken token, String model) {
    long deadline = System.nanoTime() + longestWait.toNanos();
    while (!processors.position(current(model).generation()).includesAll(token.indexes())) {
      if (System.nanoTime() > deadline) {
        throw Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "not-yet-consistent",
                "The read model " + model + " does not include the write yet.")
            .withHeader(HttpHeaders.RETRY_AFTER, "1")
            .asException();
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for a read model", e);
    }
  }

  private static Optional<ConsistencyToken> token() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
        ? Optional.ofNullable(request.getRequest().getHeader(ConsistencyToken.HEADER))
            .map(ConsistencyToken::parse)
        : Optional.empty();
  }
}
