package dev.quotaledger.query.ledger;

/**
 * Where published events come from.
 *
 * @param uri the absolute address of this deployment; CloudEvents' {@code source}
 */
public record LedgerSource(String uri) {}
