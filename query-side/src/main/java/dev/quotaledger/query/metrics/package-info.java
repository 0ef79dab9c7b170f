/**
 * The numbers that managers steer by: how many deals are won, how large they are, how long they take.
 * Each ratio has a name of its own, says what it is of, and is explained by the deals behind it.
 */
@NullMarked
package dev.quotaledger.query.metrics;

import org.jspecify.annotations.NullMarked;
