/**
 * Webhooks to the Standard Webhooks specification: entries of the ledger are posted, signed, to the
 * addresses that were registered for them, until they are taken. What is sent and what was sent is primary
 * data: no rebuild of a read model touches it or sends anything again.
 */
@NullMarked
package dev.quotaledger.query.webhooks;

import org.jspecify.annotations.NullMarked;
