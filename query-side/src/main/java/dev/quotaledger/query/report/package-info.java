/**
 * Period reports: attainment, conversion, forecast and adjustments of one period, of one view, in one
 * file.
 */
@NullMarked
package dev.quotaledger.query.report;

import org.jspecify.annotations.NullMarked;
