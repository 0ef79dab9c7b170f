/**
 * The message vocabulary: commands, events, refusals and value objects, in the field's own words.
 * It is also the stored format, so it depends on nothing but the JDK and the annotations that name it.
 */
@NullMarked
package dev.quotaledger.api;

import org.jspecify.annotations.NullMarked;
