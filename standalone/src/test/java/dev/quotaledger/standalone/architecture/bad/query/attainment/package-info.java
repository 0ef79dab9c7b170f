/**
 * Mistakes in a feature of the query side.
 * Nothing here is meant to run.
 */
@NullMarked
package dev.quotaledger.standalone.architecture.bad.query.attainment;

import org.jspecify.annotations.NullMarked;
