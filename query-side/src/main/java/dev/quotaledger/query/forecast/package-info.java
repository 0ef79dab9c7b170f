/**
 * Forecasts, and how good they would have been: a backtest takes series of a company's own and says
 * how far its forecasts would have been from what came, beside simpler ways. It answers from what
 * it is sent alone, and keeps nothing.
 */
@NullMarked
package dev.quotaledger.query.forecast;

import org.jspecify.annotations.NullMarked;
