/**
 * What both sides need at run time and neither may decide for itself: settings, serialization,
 * wiring. Nothing in here knows the domain beyond the message vocabulary.
 */
@NullMarked
package dev.quotaledger.runtime;

import org.jspecify.annotations.NullMarked;
