package dev.quotaledger.standalone.architecture.bad.query;

import dev.quotaledger.standalone.architecture.bad.query.history.BadHistory;
import org.springframework.context.annotation.Profile;

/** A query side as it must not be; and nobody needs it to be public. */
public final class BadQuerySide {

  private BadQuerySide() {}

  /** Knows a feature. */
  public record KnowsHistory(BadHistory.Sends history) {}

  /** Chooses for itself when it is there. */
  @Profile("query")
  public record Profiled() {}
}
