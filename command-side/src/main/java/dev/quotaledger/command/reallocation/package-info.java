/**
 * A territory changes hands, and its quota follows in every open plan. The territory and each plan
 * decide for themselves; what is here sends them their commands, and sees to it that none is left out.
 */
@NullMarked
package dev.quotaledger.command.reallocation;

import org.jspecify.annotations.NullMarked;
