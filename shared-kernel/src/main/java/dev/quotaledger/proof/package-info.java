/**
 * What makes a ledger tamper-evident: the Merkle tree of RFC 9162 over its entries, signed notes and
 * checkpoints, receipts and exports. It depends on the JDK alone, so that whoever is handed a proof
 * can check it without the rest.
 */
@NullMarked
package dev.quotaledger.proof;

import org.jspecify.annotations.NullMarked;
