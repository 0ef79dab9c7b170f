package dev.quotaledger.query.metrics;

import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What a request for metrics asks for, as the client sent it; each part may be left out. */
record MetricsRequest(
    @Parameter(description = "rep, team, territory, productLine, or plan for all together.")
    @Nullable
    String groupBy,

    @Nullable String subject,

    @Parameter(description = "Counts only what is of this plan's team, in its currency.") @Nullable
    String planId,

    @Parameter(description = "A period of the plan, instead of from and until.") @Nullable
    String period,

    @Nullable String from,
    @Nullable String until,

    @Parameter(description = "The currency of values; that of the plan, else of most deals.")
    @Nullable
    String currency,

    @Nullable String asOf,
    @Nullable String knownAt) {}
