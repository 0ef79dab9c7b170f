/**
 * The sales organisation: teams, reps, and who belongs where and when. One aggregate decides all of it,
 * because the tree of teams must hold together on every date.
 */
@NullMarked
package dev.quotaledger.command.organization;

import org.jspecify.annotations.NullMarked;
