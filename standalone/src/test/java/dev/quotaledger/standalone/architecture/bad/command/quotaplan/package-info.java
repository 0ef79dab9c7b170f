/**
 * Mistakes in a sibling of that feature.
 * Nothing here is meant to run.
 */
@NullMarked
package dev.quotaledger.standalone.architecture.bad.command.quotaplan;

import org.jspecify.annotations.NullMarked;
