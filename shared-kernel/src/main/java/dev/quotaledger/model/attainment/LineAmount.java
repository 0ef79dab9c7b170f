package dev.quotaledger.model.attainment;

import dev.quotaledger.api.Money;
import dev.quotaledger.api.QuotaLineKey;

/** What a quota line is worth, in some view of it. */
public record LineAmount(QuotaLineKey line, Money amount) {}
