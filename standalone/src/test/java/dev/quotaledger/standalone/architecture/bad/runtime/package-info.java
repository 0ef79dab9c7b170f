/**
 * Mistakes in what both sides stand on.
 * Nothing here is meant to run.
 */
@NullMarked
package dev.quotaledger.standalone.architecture.bad.runtime;

import org.jspecify.annotations.NullMarked;
