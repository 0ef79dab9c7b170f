package dev.quotaledger.command.quotaplan;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.Method;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanCommand;
import dev.quotaledger.api.QuotaPlanCommand.TransferQuota;
import dev.quotaledger.api.QuotaPlanEvent;
import dev.quotaledger.api.QuotaPlanEvent.Move;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferDeclined;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferred;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.Plan;
import dev.quotaledger.model.QuotaLine;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a plan makes of a territory that changed hands: which of the giver's lines of that territory
 * move, how much of each, and whether the plan can take it. All of it moves, or nothing.
 */
final class Transfer {

  /** The most lines that one transfer may move, which keeps its event below 1 MB. */
  static final int MAX_MOVES = 1_000;

  private static final int METHOD_VERSION = 1;

  private final TransferQuota command;
  private final TerritoryReallocated cause;
  private final Plan plan;
  private final Calendar calendar;
  private final Subject giver;
  private final Subject receiver;

  Transfer(TransferQuota command, Plan plan, Calendar calendar) {
    this.command = command;
    this.cause = command.cause();
    this.plan = plan;
    this.calendar = calendar;
    this.giver = Subject.holder(cause.fromRepId());
    this.receiver = Subject.holder(cause.toRepId());
  }

  /** The event to record; empty when the plan has nothing to move. */
  Optional<QuotaPlanEvent> decide() {
    List<Move> moves = plan.lines().stream()
        .filter(line -> line.key().subject().equals(giver))
        .filter(line -> cause.territoryId().equals(line.key().territoryId()))
        .flatMap(line -> move(line).stream())
        .toList();
    if (moves.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(obstacle(moves).orElseGet(() -> transferred(moves)));
  }

  private Optional<Move> move(Plan.Line line) {
    Period period = calendar.period(line.key().periodId()).orElseThrow();
    long held = daysWithin(period, cause.fromHeld());
    long moved = daysWithin(period, List.of(cause.days()));
    Money total = line.facts().amount().orElseThrow();
    Money amount = switch (cause.quota()) {
      case PRORATE_BY_DAYS -> prorated(total, held, moved);
      case WHOLE_PERIODS -> cause.days().contains(period.firstDay()) ? total : total.minus(total);
      case KEEP -> total.minus(total);
    };
    return amount.isZero()
        ? Optional.empty()
        : Optional.of(move(line.key(), line.facts(), amount, moved, held));
  }

  /** Largest remainder over the days kept and the days moved; equal remainders go to the giver. */
  private static Money prorated(Money total, long held, long moved) {
    if (moved == 0) {
      return total.minus(total);
    }
    return total
        .split(List.of(BigDecimal.valueOf(held - moved), BigDecimal.valueOf(moved)))
        .get(1);
  }

  private Move move(QuotaLineKey key, QuotaLine from, Money amount, long moved, long held) {
    LocalDate day = cause.effectiveOn();
    Money fromBefore = from.amountOn(day).orElse(amount.minus(amount));
    Money toBefore = plan.line(key.of(receiver)).amountOn(day).orElse(null);
    return new Move(
        key.productLine(),
        key.periodId(),
        amount,
        moved,
        held,
        fromBefore,
        fromBefore.minus(amount),
        toBefore,
        toBefore == null ? amount : toBefore.plus(amount));
  }

  private Optional<QuotaPlanEvent> obstacle(List<Move> moves) {
    if (!plan.life().takesChanges()) {
      return Optional.of(
          declined(new Refusal.PlanInWrongState(command.planId(), plan.state(), ""), null));
    }
    if (moves.size() > MAX_MOVES) {
      return Optional.of(declined(new Refusal.TooManyLines(command.planId(), MAX_MOVES), null));
    }
    long newLines = moves.stream().filter(move -> isNewLine(receiverLine(move))).count();
    int most = QuotaPlanCommand.MAX_LINES_PER_PLAN;
    if (plan.lines().size() + newLines > most) {
      return Optional.of(declined(new Refusal.TooManyLines(command.planId(), most), null));
    }
    return moves.stream().flatMap(move -> obstacle(move).stream()).findFirst();
  }

  private Optional<QuotaPlanEvent> obstacle(Move move) {
    PeriodId periodId = move.periodId();
    if (LineRules.isClosed(plan, calendar, periodId)) {
      return Optional.of(declined(new Refusal.PeriodClosed(command.planId(), periodId), periodId));
    }
    QuotaLineKey key = receiverLine(move);
    return LineRules.misfit(key, plan.anyOfSeries(key), plan.anyOfTerritorySeries(key), calendar)
        .map(refusal -> declined(refusal, periodId));
  }

  private boolean isNewLine(QuotaLineKey key) {
    return plan.line(key).facts().isEmpty();
  }

  private QuotaLineKey receiverLine(Move move) {
    return new QuotaLineKey(receiver, cause.territoryId(), move.productLine(), move.periodId());
  }

  private QuotaPlanEvent transferred(List<Move> moves) {
    return new QuotaTransferred(
        command.planId(),
        command.transferId(),
        cause.territoryId(),
        giver,
        receiver,
        new Method(cause.quota().name(), METHOD_VERSION),
        moves,
        cause.effectiveOn(),
        cause.reason());
  }

  private QuotaPlanEvent declined(Refusal why, @Nullable PeriodId periodId) {
    return new QuotaTransferDeclined(
        command.planId(),
        command.transferId(),
        cause.territoryId(),
        giver,
        receiver,
        why.code(),
        periodId,
        cause.effectiveOn(),
        cause.reason());
  }

  private static long daysWithin(Period period, List<DateRange> ranges) {
    return ranges.stream()
        .flatMap(range -> range.intersection(period.days()).stream())
        .mapToLong(DateRange::days)
        .sum();
  }
}
