/**
 * Mistakes in published events.
 * Nothing here is meant to run.
 */
@NullMarked
package dev.quotaledger.standalone.architecture.bad.published;

import org.jspecify.annotations.NullMarked;
