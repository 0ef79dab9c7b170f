/**
 * Mistakes in what the features of the query side stand on.
 * Nothing here is meant to run.
 */
@NullMarked
package dev.quotaledger.standalone.architecture.bad.query;

import org.jspecify.annotations.NullMarked;
