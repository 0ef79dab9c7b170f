/**
 * What is spent to win customers. A correction is a new fact, and what was recorded before stays
 * readable.
 */
@NullMarked
package dev.quotaledger.command.spend;

import org.jspecify.annotations.NullMarked;
