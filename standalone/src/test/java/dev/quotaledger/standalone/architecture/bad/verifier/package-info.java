/**
 * Mistakes in the verifier.
 * Nothing here is meant to run.
 */
@NullMarked
package dev.quotaledger.standalone.architecture.bad.verifier;

import org.jspecify.annotations.NullMarked;
