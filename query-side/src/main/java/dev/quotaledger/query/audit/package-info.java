/**
 * What auditors ask: the replay of a plan event by event, its figures as if events had not happened,
 * and what made the figures of two views differ. The first two fold what the event store has, and
 * read no model.
 */
@NullMarked
package dev.quotaledger.query.audit;

import org.jspecify.annotations.NullMarked;
