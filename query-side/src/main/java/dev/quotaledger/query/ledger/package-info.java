/**
 * The ledger: every published event with a dense index and its exact bytes, in the order in which the
 * event store delivered them. One writer adds to it; nothing is ever changed, and no rebuild touches it.
 * The feed, webhooks, exports and proofs all read it.
 */
@NullMarked
package dev.quotaledger.query.ledger;

import org.jspecify.annotations.NullMarked;
