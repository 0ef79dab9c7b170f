@NullMarked
package dev.quotaledger.query.ledger;

import org.jspecify.annotations.NullMarked;
