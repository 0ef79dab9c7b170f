/**
 * Runs the read models: a processor for each generation, rebuilds while the old one goes on
 * answering, and what a reader may rely on. Read models know nothing of it but {@link
 * dev.quotaledger.query.ReadModel}.
 */
@NullMarked
package dev.quotaledger.query.processing;

import org.jspecify.annotations.NullMarked;
