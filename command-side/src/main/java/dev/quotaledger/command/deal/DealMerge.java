package dev.quotaledger.command.deal;

import dev.quotaledger.api.AccountId;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Share;
import dev.quotaledger.api.SourceVersion;
import dev.quotaledger.api.TerritoryId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a deal's source now says differently: what is left out stays, and what is null is cleared.
 *
 * @param changedOn the business date of the change
 * @param sourceVersion the version of the source that says so
 * @param reason why
 */
record DealMerge(
    @Nullable String source,
    @Nullable RepId repId,
    @Nullable List<Share> splits,
    @Nullable TerritoryId territoryId,
    @Nullable AccountId accountId,
    @Nullable ProductLine productLine,
    @Nullable String stage,
    @Nullable BigDecimal amount,
    @Nullable Currency currency,
    @Nullable LocalDate createdOn,
    @Nullable LocalDate expectedCloseOn,
    @Nullable LocalDate closedOn,
    @Nullable LocalDate changedOn,
    @Nullable LeadId leadId,
    @Nullable SourceVersion sourceVersion,
    @Nullable String reason) {}
