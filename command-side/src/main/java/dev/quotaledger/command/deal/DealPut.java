package dev.quotaledger.command.deal;

import dev.quotaledger.api.AccountId;
import dev.quotaledger.api.DealId;
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
 * A deal as its source now has it; what is left out, the source does not say.
 *
 * @param dealId required where the path does not name it; the same where it does
 * @param stage PROSPECTING, QUALIFIED, PROPOSAL, NEGOTIATION, WON or LOST, or a name that
 *     configuration maps onto one of these
 */
record DealPut(
    @Nullable DealId dealId,
    String source,
    @Nullable RepId repId,
    @Nullable List<Share> splits,
    @Nullable TerritoryId territoryId,
    @Nullable AccountId accountId,
    @Nullable ProductLine productLine,
    String stage,
    @Nullable BigDecimal amount,
    Currency currency,
    @Nullable LocalDate createdOn,
    @Nullable LocalDate expectedCloseOn,
    @Nullable LocalDate closedOn,
    @Nullable LocalDate changedOn,
    @Nullable LeadId leadId,
    @Nullable SourceVersion sourceVersion,
    @Nullable String reason) {}
