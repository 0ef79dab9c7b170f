/**
 * The adjustment history of plans: every change of a quota line in recorded order, with what it was
 * before and after, since when, by whom and why. It answers the auditor's question of how a number
 * came to be.
 */
@NullMarked
package dev.quotaledger.query.history;

import org.jspecify.annotations.NullMarked;
