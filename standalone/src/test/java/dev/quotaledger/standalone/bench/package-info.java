/**
 * Measures the built program, each figure beside its own baseline in the same run. None of it is a
 * test: a timing decides nothing here.
 */
@NullMarked
package dev.quotaledger.standalone.bench;

import org.jspecify.annotations.NullMarked;
