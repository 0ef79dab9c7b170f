/**
 * Mistakes in folds.
 * Nothing here is meant to run.
 */
@NullMarked
package dev.quotaledger.standalone.architecture.bad.model;

import org.jspecify.annotations.NullMarked;
