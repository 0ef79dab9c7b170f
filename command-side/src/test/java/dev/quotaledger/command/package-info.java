/**
 * Tests of how commands are sent, on the real event store.
 * Every test has a data directory of its own.
 */
@NullMarked
package dev.quotaledger.command;

import org.jspecify.annotations.NullMarked;
