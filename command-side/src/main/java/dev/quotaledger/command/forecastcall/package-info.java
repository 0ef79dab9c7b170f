/**
 * What people say of how a period will end. Everything that was said stays, and what was said last
 * counts.
 */
@NullMarked
package dev.quotaledger.command.forecastcall;

import org.jspecify.annotations.NullMarked;
