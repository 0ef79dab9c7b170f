/**
 * The query side: answers what is so, was so, and was known when. Every feature package holds one read
 * model: its fold, its projection and the HTTP resource that reads it.
 */
@NullMarked
package dev.quotaledger.query;

import org.jspecify.annotations.NullMarked;
