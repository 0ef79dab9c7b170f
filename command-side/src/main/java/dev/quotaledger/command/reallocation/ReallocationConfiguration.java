package dev.quotaledger.command.reallocation;

import dev.quotaledger.runtime.reactions.ReactionProcessor;
import dev.quotaledger.runtime.readstore.DeadLetters;
import dev.quotaledger.runtime.readstore.Tokens;
import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs the reaction that transfers quota. */
@Configuration(proxyBeanMethods = false)
class ReallocationConfiguration {

  @Bean
  ReactionProcessor quotaTransferReaction(
      QuotaTransfers transfers,
      EventStore events,
      Tokens tokens,
      DeadLetters letters,
      MeterRegistry meters) {
    return new ReactionProcessor(
        QuotaTransfers.REACTION,
        new WhenTerritoryReallocatedThenTransferQuota(transfers),
        events,
        tokens,
        letters,
        meters);
  }
}
