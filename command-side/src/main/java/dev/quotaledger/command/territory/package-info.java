/**
 * Territories and who holds them when. Moving one to another holder is decided here; the quota follows
 * by a reaction.
 */
@NullMarked
package dev.quotaledger.command.territory;

import org.jspecify.annotations.NullMarked;
