package dev.quotaledger.command;

import dev.quotaledger.runtime.Rehearsal;
import dev.quotaledger.runtime.Rehearsals;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/**
 * Decides commands as they would be decided, each on what those before it would have recorded, and
 * records nothing. What it decided is in memory until it is closed.
 *
 * @param commands sends them
 * @param references what decisions know of other aggregates, as the commands so far would have it
 */
public record Rehearsed(Commands commands, References references, Rehearsal rehearsal)
    implements AutoCloseable {

  /** Begins on what is stored. */
  public static Rehearsed on(Rehearsals rehearsals) {
    Rehearsal rehearsal = rehearsals.prepare();
    References references = new StreamReferences(rehearsal.eventStore());
    Commands commands = new Commands(
        rehearsal.commandGateway(),
        rehearsal.commandBus(),
        rehearsal.eventStore(),
        rehearsal.transactions(),
        new SimpleMeterRegistry(),
        (_, _) -> {});
    rehearsal.begin(axon -> axon.registerComponent(References.class, _ -> references));
    return new Rehearsed(commands, references, rehearsal);
  }

  @Override
  public void close() {
    rehearsal.close();
  }
}
