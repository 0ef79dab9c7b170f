/**
 * Forecasts of one series of numbers from its own past, with what is expected, how far off that may
 * be, and by which method. Nothing here knows what the numbers are, and the same history gives the
 * same forecast to the last bit, on any machine and from any thread.
 */
@NullMarked
package dev.quotaledger.query.forecast.series;

import org.jspecify.annotations.NullMarked;
