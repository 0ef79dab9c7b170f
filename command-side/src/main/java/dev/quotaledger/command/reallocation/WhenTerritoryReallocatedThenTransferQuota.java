package dev.quotaledger.command.reallocation;

import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import dev.quotaledger.command.reallocation.QuotaTransfers.Attempt;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;

/**
 * The safety net: whoever reallocates a territory has the quota transferred at once, and this does it
 * again for each reallocation, also for one whose process ended in between.
 */
@ProcessingGroup(QuotaTransfers.REACTION)
@DisallowReplay
final class WhenTerritoryReallocatedThenTransferQuota {

  /** What is sent within the processor's unit of work would be recorded only with its batch. */
  private static final Executor APART = Executors.newVirtualThreadPerTaskExecutor();

  private final QuotaTransfers transfers;

  WhenTerritoryReallocatedThenTransferQuota(QuotaTransfers transfers) {
    this.transfers = transfers;
  }

  /** Fails when a plan could not be asked; the others have been. */
  @EventHandler
  void on(TerritoryReallocated event, DomainEventMessage<?> message) {
    List<Attempt> attempts =
        CompletableFuture.supplyAsync(() -> transfers.attempt(message), APART).join();
    attempts.stream()
        .map(Attempt::failure)
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(failure -> {
          throw failure;
        });
  }
}
