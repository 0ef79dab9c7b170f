/**
 * Copies of everything that the embedded stores keep, made while the program runs. Where a server keeps the events or
 * the read models, its own tools make the copies.
 */
@NullMarked
package dev.quotaledger.standalone.backup;

import org.jspecify.annotations.NullMarked;
