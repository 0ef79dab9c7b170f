/**
 * Mistakes in a sibling of that feature.
 * Nothing here is meant to run.
 */
@NullMarked
package dev.quotaledger.standalone.architecture.bad.query.history;

import org.jspecify.annotations.NullMarked;
