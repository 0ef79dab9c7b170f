/**
 * Forecasts: where a plan's period may land, by several methods side by side, and how good they were
 * for the periods before. A backtest says the same of any series that a client sends.
 */
@NullMarked
package dev.quotaledger.query.forecast;

import org.jspecify.annotations.NullMarked;
