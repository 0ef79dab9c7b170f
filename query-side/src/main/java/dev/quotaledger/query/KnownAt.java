package dev.quotaledger.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The moment whose knowledge an answer uses.
 *
 * @param at the resolved moment, echoed in the answer; now when the request named none
 * @param cut facts recorded after this moment are left out; null for no cut
 * @param settled whether the answer can never change: everything recorded by then is included
 */
public record KnownAt(Instant at, @Nullable Instant cut, boolean settled) {}
