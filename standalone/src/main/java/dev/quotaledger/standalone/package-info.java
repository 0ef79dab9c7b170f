/**
 * Both sides in one process on the embedded stores. It composes; it decides nothing itself.
 */
@NullMarked
package dev.quotaledger.standalone;

import org.jspecify.annotations.NullMarked;
