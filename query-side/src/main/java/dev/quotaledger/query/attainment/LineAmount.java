package dev.quotaledger.query.attainment;

import dev.quotaledger.api.Money;
import dev.quotaledger.api.QuotaLineKey;

/** What a quota line is worth, in some view of it. */
record LineAmount(QuotaLineKey line, Money amount) {}
