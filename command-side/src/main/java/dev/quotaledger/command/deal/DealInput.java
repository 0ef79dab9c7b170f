package dev.quotaledger.command.deal;

import dev.quotaledger.api.DealCommand.AmendDeal;
import dev.quotaledger.api.DealCommand.OverrideForecastCategory;
import dev.quotaledger.api.DealCommand.RecordDeal;
import dev.quotaledger.api.DealCommand.VoidDeal;
import dev.quotaledger.api.DealFacts;
import dev.quotaledger.api.DealField;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealPatch;
import dev.quotaledger.api.ForecastCategory;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Share;
import dev.quotaledger.command.DealStages;
import dev.quotaledger.runtime.people.PersonalTexts;
import dev.quotaledger.runtime.web.GivenFields;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What clients send of deals, as commands. The day on which it reaches us is today in UTC. */
@Component
final class DealInput {

  private final PersonalTexts texts;
  private final DealStages stages;
  private final DealOwners owners;
  private final Clock clock;

  DealInput(PersonalTexts texts, DealStages stages, DealOwners owners, Clock clock) {
    this.texts = texts;
    this.stages = stages;
    this.owners = owners;
    this.clock = clock;
  }

  RecordDeal recordOf(DealId dealId, DealPut sent) {
    DealFacts facts = facts(sent);
    return new RecordDeal(
        dealId,
        facts,
        sent.changedOn(),
        today(),
        sent.sourceVersion(),
        encrypted(dealId, facts.repId(), facts.splits(), sent.reason()));
  }

  AmendDeal amendmentOf(DealId dealId, DealMerge sent, GivenFields given) {
    DealPatch patch = patch(sent, given);
    return new AmendDeal(
        dealId,
        patch,
        sent.changedOn(),
        today(),
        sent.sourceVersion(),
        encrypted(dealId, patch.repId(), patch.splits(), sent.reason()));
  }

  OverrideForecastCategory overrideOf(
      DealId dealId,
      @Nullable ForecastCategory category,
      String reason,
      @Nullable LocalDate effectiveOn) {
    return new OverrideForecastCategory(
        dealId,
        category,
        Objects.requireNonNullElseGet(effectiveOn, this::today),
        encrypted(dealId, null, List.of(), reason));
  }

  VoidDeal voidingOf(DealId dealId, String reason) {
    return new VoidDeal(dealId, null, today(), encrypted(dealId, null, List.of(), reason));
  }

  private DealFacts facts(DealPut sent) {
    BigDecimal amount = sent.amount();
    return new DealFacts(
        sent.source(),
        sent.repId(),
        Objects.requireNonNullElse(sent.splits(), List.of()),
        sent.territoryId(),
        sent.accountId(),
        sent.productLine(),
        stages.stage("stage", sent.stage()),
        amount == null ? null : new Money(amount, sent.currency()),
        sent.createdOn(),
        sent.expectedCloseOn(),
        sent.closedOn(),
        sent.leadId());
  }

  private DealPatch patch(DealMerge sent, GivenFields given) {
    Set<DealField> fields = Arrays.stream(DealField.values())
        .filter(field -> given.names().contains(field.jsonName()))
        .collect(Collectors.toSet());
    String stage = sent.stage();
    return new DealPatch(
        fields,
        sent.source(),
        sent.repId(),
        Objects.requireNonNullElse(sent.splits(), List.of()),
        sent.territoryId(),
        sent.accountId(),
        sent.productLine(),
        stage == null ? null : stages.stage("stage", stage),
        sent.amount(),
        sent.currency(),
        sent.createdOn(),
        sent.expectedCloseOn(),
        sent.closedOn(),
        sent.leadId());
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** For the owner whom the request names, else for the recorded one, so that it goes with the rep. */
  private @Nullable PersonalText encrypted(
      DealId dealId, @Nullable RepId owner, List<Share> shares, @Nullable String reason) {
    if (reason == null) {
      return null;
    }
    Optional<RepId> about = DealOwners.of(owner, shares).or(() -> owners.recorded(dealId));
    return texts.encrypt(about.map(RepId::toString).orElseGet(dealId::toString), reason);
  }
}
