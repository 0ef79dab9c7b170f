package dev.quotaledger.standalone.architecture.bad.command;

import dev.quotaledger.standalone.architecture.bad.command.deal.BadDeal;

/** A command side as it must not be. */
public final class BadCommandSide {

  private BadCommandSide() {}

  /** Knows a feature. */
  public record KnowsDeals(BadDeal.Clocked deal) {}
}
