package dev.quotaledger.query.metrics;

/** How many belong to no figure or have no value in it, and why. */
record Excluded(String reason, int count) {}
