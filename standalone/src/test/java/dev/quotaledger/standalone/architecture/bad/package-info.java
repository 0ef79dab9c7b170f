/**
 * A small house in which every rule of the architecture is broken on purpose.
 * Nothing here is meant to run.
 */
@NullMarked
package dev.quotaledger.standalone.architecture.bad;

import org.jspecify.annotations.NullMarked;
