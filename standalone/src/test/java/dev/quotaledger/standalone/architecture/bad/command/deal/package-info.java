/**
 * Mistakes in a feature of the command side.
 * Nothing here is meant to run.
 */
@NullMarked
package dev.quotaledger.standalone.architecture.bad.command.deal;

import org.jspecify.annotations.NullMarked;
