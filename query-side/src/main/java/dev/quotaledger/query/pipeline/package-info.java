/**
 * Deals, leads, spending and calls as they stand and stood: the facts that metrics and forecasts are computed
 * from. Features share it so that a deal is counted in the same way in all of their answers.
 */
@NullMarked
package dev.quotaledger.query.pipeline;

import org.jspecify.annotations.NullMarked;
