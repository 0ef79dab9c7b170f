/**
 * The program that checks a ledger without it: from files alone, on any machine with a Java runtime
 * and no network. Whoever mistrusts the ledger can build it from these sources, which depend on the
 * JDK and the pure packages of the shared kernel.
 */
@NullMarked
package dev.quotaledger.verifier;

import org.jspecify.annotations.NullMarked;
