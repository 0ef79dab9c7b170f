/**
 * How read models keep their facts: packed into documents that are replaced as a whole, and read
 * back as the records that they were. Every feature that keeps facts uses it, so that they all guard
 * and cut them in the same way.
 */
@NullMarked
package dev.quotaledger.query.store;

import org.jspecify.annotations.NullMarked;
