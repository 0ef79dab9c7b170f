/** Following the stream of all events, one batch after another. */
@NullMarked
package dev.quotaledger.runtime.streams;

import org.jspecify.annotations.NullMarked;
