package dev.quotaledger.api;

/**
 * The formula that computed the amounts of an event.
 *
 * @param name its name in the field, in capitals: {@code PRORATE_BY_DAYS}
 * @param version counts up from 1 with every change that could give another amount
 */
public record Method(String name, int version) {}
