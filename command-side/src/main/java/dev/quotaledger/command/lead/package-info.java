/**
 * Leads, as their sources have them. What a source's record means, by comparison with what is known,
 * is decided here.
 */
@NullMarked
package dev.quotaledger.command.lead;

import org.jspecify.annotations.NullMarked;
