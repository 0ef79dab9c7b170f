package dev.quotaledger.query.processing;

import dev.quotaledger.query.ActiveGenerations;
import dev.quotaledger.query.AwaitedWrites;
import dev.quotaledger.query.Generation;
import dev.quotaledger.runtime.ConsistencyToken;
import dev.quotaledger.runtime.web.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The active generations, and the other processors; a request that carries a Consistency-Token gets
 * one only when it includes the token's events. So a read waits for just the models that it uses.
 */
final class ConsistentGenerations implements ActiveGenerations, AwaitedWrites {

  private static final int POLL_MILLIS = 5;

  private final Processors processors;
  private final Duration longestWait;

  ConsistentGenerations(Processors processors, Duration longestWait) {
    this.processors = processors;
    this.longestWait = longestWait;
  }

  @Override
  public Generation active(String model) {
    token()
        .ifPresent(token -> awaitInclusion(
            token,
            "read model " + model,
            () -> processors.position(current(model).generation())));
    return current(model).generation();
  }

  @Override
  public boolean await(String processor) {
    Optional<ConsistencyToken> token = token();
    token.ifPresent(
        awaited -> awaitInclusion(awaited, processor, () -> processors.position(processor)));
    return token.isPresent();
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

  /**
   * The position is looked up again each time: it grows, and another generation may take over
   * meanwhile.
   *
   * @param reader whose position it is, in the words of the answer
   */
  private void awaitInclusion(ConsistencyToken token, String reader, Supplier<Position> position) {
    long deadline = System.nanoTime() + longestWait.toNanos();
    while (!position.get().includesAll(token.indexes())) {
      if (System.nanoTime() > deadline) {
        throw Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "not-yet-consistent",
                "The " + reader + " does not include the write yet.")
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

  /** The request's; empty too where the write recorded nothing. */
  private static Optional<ConsistencyToken> token() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
        ? Optional.ofNullable(request.getRequest().getHeader(ConsistencyToken.HEADER))
            .map(ConsistencyToken::parse)
            .filter(token -> !token.indexes().isEmpty())
        : Optional.empty();
  }
}
