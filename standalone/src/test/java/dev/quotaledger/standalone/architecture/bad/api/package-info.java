/**
 * Mistakes in messages.
 * Nothing here is meant to run.
 */
@NullMarked
package dev.quotaledger.standalone.architecture.bad.api;

import org.jspecify.annotations.NullMarked;
