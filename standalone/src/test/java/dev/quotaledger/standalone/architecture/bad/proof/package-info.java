/**
 * Mistakes in proofs.
 * Nothing here is meant to run.
 */
@NullMarked
package dev.quotaledger.standalone.architecture.bad.proof;

import org.jspecify.annotations.NullMarked;
