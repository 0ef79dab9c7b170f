package dev.quotaledger.query;

/**
 * Figures or lists that are folded from the events and can be built anew from them at any time. A
 * feature publishes one as a bean; everything else (processors, tokens, rebuilds) follows from that.
 *
 * <p>Side effects never belong here: a rebuild would repeat them.
 */
public interface ReadModel {

  /**
   * The name in addresses, collections and metrics: lower case letters, digits and hyphens, at most
   * 40. It never changes once there are data.
   */
  String name();

  /**
   * A projection that writes the given generation's collections, and no others. Called once for each
   * processor that is built; the result must be safe for use by several threads at a time.
   */
  Projection projection(Generation generation);
}
