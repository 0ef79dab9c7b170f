/**
 * The things that people look up by their id (territories, reps, teams, deals, leads, spent amounts,
 * plans, calendars, alert rules) as
 * they were on a date and as known at a moment, each with all that ever happened to it. The events
 * themselves are kept, and every answer folds them.
 */
@NullMarked
package dev.quotaledger.query.timeline;

import org.jspecify.annotations.NullMarked;
