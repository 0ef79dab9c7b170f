/** The feed: published events by page and as a stream, and what describes them. */
@NullMarked
package dev.quotaledger.query.feed;

import org.jspecify.annotations.NullMarked;
