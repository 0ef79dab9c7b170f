package dev.quotaledger.query.standing;

import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** When and as known when, as the client sent it; each part may be left out. */
record StandingRequest(
    @Parameter(
        description = "A period of the plan; else the leaf period of the day of the view,"
            + " which is asOf or the day of knownAt.")
    @Nullable
    String period,

    @Nullable String asOf,
    @Nullable String knownAt) {}
