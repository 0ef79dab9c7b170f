/**
 * Mistakes in what the features of the command side stand on.
 * Nothing here is meant to run.
 */
@NullMarked
package dev.quotaledger.standalone.architecture.bad.command;

import org.jspecify.annotations.NullMarked;
