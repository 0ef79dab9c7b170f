/**
 * Events as the world outside knows them: an explicit, versioned mapping between the events of {@code
 * api} and CloudEvents 1.0 documents. A public type is never derived from a class, so that a class may
 * change its name or its place without anybody noticing. Pure: it needs {@code api} and a JSON parser, so
 * that the offline verifier reads with the code that the ledger writes with.
 */
@NullMarked
package dev.quotaledger.published;

import org.jspecify.annotations.NullMarked;
