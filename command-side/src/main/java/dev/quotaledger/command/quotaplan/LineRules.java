package dev.quotaledger.command.quotaplan;

import dev.quotaledger.api.Money;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanCommand;
import dev.quotaledger.api.QuotaPlanCommand.AdjustQuota;
import dev.quotaledger.api.QuotaPlanCommand.SetQuota;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.command.CommandMetadata;
import dev.quotaledger.command.References;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.LineFact;
import dev.quotaledger.model.Plan;
import dev.quotaledger.model.QuotaLine;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * The rules that a change of quota lines obeys, for one command: lines that were checked before
 * count as present for those that follow.
 */
final class LineRules {

  private final Currency currency;
  private final int lines;
  private final Calendar calendar;
  private final References references;
  private final Optional<RepId> actor;
  private final Map<String, QuotaLineKey> added = new HashMap<>();
  private int newLines;

  /**
   * For one command.
   *
   * @param lines how many the plan has, those that are only drafted included
   */
  LineRules(
      Currency currency, int lines, Calendar calendar, References references, MetaData metadata) {
    this.currency = currency;
    this.lines = lines;
    this.calendar = calendar;
    this.references = references;
    this.actor = CommandMetadata.actorRep(metadata);
  }

  /** Whether the period, or one that contains it, is closed. */
  static boolean isClosed(Plan plan, Calendar calendar, PeriodId periodId) {
    return calendar.isWithinAny(periodId, plan.closedPeriods());
  }

  /** Why the line may not stand beside the plan's others; empty when it may. */
  static Optional<Refusal> misfit(
      QuotaLineKey key,
      Optional<QuotaLineKey> series,
      Optional<QuotaLineKey> territory,
      Calendar calendar) {
    Optional<Refusal> otherLevel = series
        .filter(other -> level(calendar, other) != level(calendar, key))
        .map(other -> new Refusal.PeriodLevelsMixed(key.periodId(), other.periodId()));
    return otherLevel.or(() -> territory
        .filter(other -> (other.productLine() == null) != (key.productLine() == null))
        .map(_ -> new Refusal.ProductLinesMixed(key)));
  }

  /** The date given, or the first day of the outermost period that contains the line's. */
  LocalDate effectiveOn(QuotaLineKey key, @Nullable LocalDate given) {
    if (given != null) {
      return given;
    }
    requirePeriod(key);
    return calendar.outermostFirstDay(key.periodId());
  }

  /** The amount in the plan's currency; refused unless it is a whole number of minor units. */
  Money amount(BigDecimal amount) {
    Money money = new Money(amount, currency);
    if (!money.isInMinorUnits()) {
      throw new Refusal.NotInMinorUnits(money, currency.getCurrencyCode()).asException();
    }
    return money;
  }

  /** Refuses the command unless the plan can take it. */
  void check(SetQuota command, Plan plan) {
    checkLine(command.planId(), command.line(), plan);
    Money amount = amount(command.amount());
    LocalDate effectiveOn = effectiveOn(command.line(), command.effectiveOn());
    checkNotNegative(
        command.line(), plan.revised(command.line()), LineFact.Kind.SET, amount, effectiveOn);
    checkFits(command.planId(), command.line(), plan);
  }

  /** Refuses the command unless the plan can take it. */
  void check(AdjustQuota command, Plan plan) {
    checkLine(command.planId(), command.line(), plan);
    LocalDate effectiveOn = effectiveOn(command.line(), command.effectiveOn());
    Money delta = amount(command.delta());
    QuotaLine line = plan.line(command.line());
    if (delta.isZero()) {
      throw new Refusal.NothingToAdjust().asException();
    }
    if (line.facts().isEmpty()) {
      throw new Refusal.NoSuchLine(command.line()).asException();
    }
    checkNotNegative(command.line(), line, LineFact.Kind.DELTA, delta, effectiveOn);
  }

  private void checkLine(PlanId planId, QuotaLineKey key, Plan plan) {
    requirePeriod(key);
    if (isClosed(plan, calendar, key.periodId())) {
      throw new Refusal.PeriodClosed(planId, key.periodId()).asException();
    }
    actor.filter(rep -> Subject.rep(rep).equals(key.subject())).ifPresent(rep -> {
      throw new Refusal.OwnQuota(planId, rep).asException();
    });
    requireSubject(key.subject());
    if (key.territoryId() != null && references.territory(key.territoryId()).isEmpty()) {
      throw new Refusal.UnknownReference("territoryId", key.territoryId().value()).asException();
    }
  }

  private void checkFits(PlanId planId, QuotaLineKey key, Plan plan) {
    misfit(
            key,
            plan.anyOfSeries(key)
                .or(() -> plan.anyDraftedOfSeries(key))
                .or(() -> Optional.ofNullable(added.get(key.series()))),
            plan.anyOfTerritorySeries(key)
                .or(() -> plan.anyDraftedOfTerritorySeries(key))
                .or(() -> Optional.ofNullable(added.get(key.territorySeries()))),
            calendar)
        .ifPresent(refusal -> {
          throw refusal.asException();
        });
    added.putIfAbsent(key.series(), key);
    added.putIfAbsent(key.territorySeries(), key);
    boolean isNew = plan.revised(key).facts().isEmpty() && added.put(key.toString(), key) == null;
    newLines += isNew ? 1 : 0;
    if (isNew && lines + newLines > QuotaPlanCommand.MAX_LINES_PER_PLAN) {
      throw new Refusal.TooManyLines(planId, QuotaPlanCommand.MAX_LINES_PER_PLAN).asException();
    }
  }

  private void checkNotNegative(
      QuotaLineKey key, QuotaLine line, LineFact.Kind kind, Money amount, LocalDate effectiveOn) {
    QuotaLine changed = line.with(new LineFact(kind, amount, effectiveOn, Long.MAX_VALUE));
    belowZero(key, changed, effectiveOn).ifPresent(refusal -> {
      throw refusal.asException();
    });
  }

  /** Why the line may not be so on the day or later: it is below zero then; empty when it may. */
  static Optional<Refusal> belowZero(QuotaLineKey key, QuotaLine line, LocalDate from) {
    return line.changesFrom(from)
        .flatMap(day -> line.amountOn(day).stream()
            .filter(Money::isNegative)
            .<Refusal>map(amount -> new Refusal.NegativeQuota(key, day, amount)))
        .findFirst();
  }

  private void requirePeriod(QuotaLineKey key) {
    if (calendar.period(key.periodId()).isEmpty()) {
      throw new Refusal.UnknownReference("periodId", key.periodId().value()).asException();
    }
  }

  private void requireSubject(Subject subject) {
    if (!references.know(subject)) {
      throw new Refusal.UnknownReference("subject.id", subject.id()).asException();
    }
  }

  private static int level(Calendar calendar, QuotaLineKey key) {
    return calendar.level(key.periodId());
  }
}
