/**
 * What is known of people, kept apart from the events so that it can be erased: names, and the keys that encrypt what
 * was written about somebody. Deleting from here changes no stored event.
 */
@NullMarked
package dev.quotaledger.runtime.people;

import org.jspecify.annotations.NullMarked;
