/**
 * What answers an event with something else than a figure: reactions follow the stream of all events
 * in processors of their own. What one cannot handle is parked as a dead letter, and tried again.
 */
@NullMarked
package dev.quotaledger.runtime.reactions;

import org.jspecify.annotations.NullMarked;
