/**
 * Fiscal calendars: trees of named periods that only ever grow. Quota plans refer to their periods.
 */
@NullMarked
package dev.quotaledger.command.calendar;

import org.jspecify.annotations.NullMarked;
