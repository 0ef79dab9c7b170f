/**
 * Tests of territories that change hands and take their quota along. They write over HTTP and look at
 * what was recorded.
 */
@NullMarked
package dev.quotaledger.command.reallocation;

import org.jspecify.annotations.NullMarked;
