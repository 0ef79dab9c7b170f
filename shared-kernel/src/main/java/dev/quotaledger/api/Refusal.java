package dev.quotaledger.api;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a command was refused: a fact, with what a client needs to see it. */
public sealed interface Refusal {

  /** What kind of refusal it is, which decides what a client can do about it. */
  enum Kind {
    /** The thing addressed does not exist. */
    NOT_FOUND,
    /** What is recorded already stands in the way. */
    CONFLICT,
    /** The caller saw another version. */
    STALE,
    /** This person may not do it. */
    FORBIDDEN,
    /** The request is well-formed and cannot be done. */
    UNPROCESSABLE
  }

  /** What kind of refusal it is. */
  Kind kind();

  /** One sentence for people. */
  String message();

  /** The stable name for programs: {@code period-closed} for {@link PeriodClosed}. */
  default String code() {
    return getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  /** Throws this refusal. */
  default Refused asException() {
    return new Refused(this);
  }

  /** The thing addressed does not exist. */
  record NotFound(String thing, String id) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.NOT_FOUND;
    }

    @Override
    public String message() {
      return "There is no " + thing + " '" + id + "'.";
    }
  }

  /** The identifier is taken by a thing with other facts. */
  record AlreadyExists(String thing, String id) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String message() {
      return "The " + thing + " '" + id + "' exists already, with other facts.";
    }
  }

  /** A field names something that does not exist. */
  record UnknownReference(String field, String id) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.UNPROCESSABLE;
    }

    @Override
    public String message() {
      return "The field " + field + " names '" + id + "', which does not exist.";
    }
  }

  /** The caller expected another version than the current one. */
  record VersionMismatch(long expected, long actual) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.STALE;
    }

    @Override
    public String message() {
      return "Version " + expected + " was expected, but the current one is " + actual + ".";
    }
  }

  /** The idempotency key was used before, with another request. */
  record IdempotencyKeyReused() implements Refusal {
    @Override
    public Kind kind() {
      return Kind.UNPROCESSABLE;
    }

    @Override
    public String message() {
      return "This idempotency key was used before, with another request.";
    }
  }

  /** The team would be above itself on some date. */
  record TeamCycle(TeamId teamId, TeamId parentTeamId, LocalDate on) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String message() {
      return "Team '%s' cannot be below '%s': on %s it would be above itself."
          .formatted(teamId.value(), parentTeamId.value(), on);
    }
  }

  /** The rep does not belong to the organisation on the date. */
  record RepNotEmployed(RepId repId, LocalDate on) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String message() {
      return "Rep '%s' does not belong to the organisation on %s.".formatted(repId.value(), on);
    }
  }

  /** Periods overlap, leave gaps, do not fill their parent, or would change a defined one. */
  record PeriodsDoNotFit(PeriodId periodId, String why) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.UNPROCESSABLE;
    }

    @Override
    public String message() {
      return "Period '" + periodId.value() + "' " + why + ".";
    }
  }

  /** Somebody is the territory's primary holder, or this rep its co-holder, on one of the days. */
  record TerritoryHeld(TerritoryId territoryId, RepId holder, LocalDate on) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String message() {
      return "Territory '%s' is held by rep '%s' on %s."
          .formatted(territoryId.value(), holder.value(), on);
    }
  }

  /**
   * Who is said to give the territory does not hold it on the date.
   *
   * @param holder who does; null when it is vacant
   */
  record NotTheHolder(
      TerritoryId territoryId,
      @Nullable RepId stated,
      @Nullable RepId holder,
      LocalDate on) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String message() {
      return "Territory '%s' is held by %s on %s, not by %s."
          .formatted(territoryId.value(), named(holder), on, named(stated));
    }

    private static String named(@Nullable RepId repId) {
      return repId == null ? "nobody" : "rep '" + repId.value() + "'";
    }
  }

  /** The territory would move to who holds it. */
  record SameHolder(TerritoryId territoryId) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.UNPROCESSABLE;
    }

    @Override
    public String message() {
      return "Territory '" + territoryId.value() + "' would move to who holds it already.";
    }
  }

  /** The plan's state does not allow it. */
  record PlanInWrongState(PlanId planId, PlanState state, String attempted) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String message() {
      return "Plan '%s' is %s: it cannot %s.".formatted(planId.value(), state, attempted);
    }
  }

  /** Nobody approves what they submitted. */
  record OwnSubmission(PlanId planId, int revision) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.FORBIDDEN;
    }

    @Override
    public String message() {
      return "Nobody approves what they submitted, and revision %d of plan '%s' is of who asks."
          .formatted(revision, planId.value());
    }
  }

  /**
   * Lines stand in the way of what was to be published; nothing of it was.
   *
   * @param total how many there are
   * @param blockers the first of them, at most {@value #MAX_LISTED}
   */
  record PublicationBlocked(PlanId planId, int revision, int total, List<Blocker> blockers)
      implements Refusal {

    /** The most that are listed. */
    public static final int MAX_LISTED = 1_000;

    /**
     * A line and why it blocks the publication.
     *
     * @param code the stable name for programs, as of a refusal
     * @param detail one sentence for people
     */
    public record Blocker(QuotaLineKey line, String code, String detail) {

      /** A line that this refusal is about. */
      public static Blocker of(QuotaLineKey line, Refusal why) {
        return new Blocker(line, why.code(), why.message());
      }
    }

    /** Of all the blockers, as many as are listed. */
    public static PublicationBlocked of(PlanId planId, int revision, List<Blocker> all) {
      return new PublicationBlocked(
          planId, revision, all.size(), all.stream().limit(MAX_LISTED).toList());
    }

    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String message() {
      return "Revision %d of plan '%s' cannot be published: %d times a line stands in the way."
          .formatted(revision, planId.value(), total);
    }
  }

  /** The period takes no more change. */
  record PeriodClosed(PlanId planId, PeriodId periodId) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String message() {
      return "Period '%s' of plan '%s' is closed.".formatted(periodId.value(), planId.value());
    }
  }

  /** The period is not closed itself, so that it cannot be opened again. */
  record PeriodNotClosed(PlanId planId, PeriodId periodId) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String message() {
      return "Period '%s' of plan '%s' is not closed.".formatted(periodId.value(), planId.value());
    }
  }

  /** Nobody sets their own quota. */
  record OwnQuota(PlanId planId, RepId repId) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.FORBIDDEN;
    }

    @Override
    public String message() {
      return "Nobody sets their own quota, and rep '" + repId.value() + "' is who asks.";
    }
  }

  /** A quota amount is finer than the currency's minor unit, or of another currency. */
  record NotInMinorUnits(Money amount, String planCurrency) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.UNPROCESSABLE;
    }

    @Override
    public String message() {
      return "A quota of this plan is a whole number of minor units of " + planCurrency
          + ", but was " + amount + ".";
    }
  }

  /** A quota would be below zero on some date. */
  record NegativeQuota(QuotaLineKey line, LocalDate on, Money amount) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.UNPROCESSABLE;
    }

    @Override
    public String message() {
      return "The quota of '%s' would be %s on %s.".formatted(line.subject().id(), amount, on);
    }
  }

  /** The change is zero. */
  record NothingToAdjust() implements Refusal {
    @Override
    public Kind kind() {
      return Kind.UNPROCESSABLE;
    }

    @Override
    public String message() {
      return "The field delta must not be zero.";
    }
  }

  /** The plan has no such line to adjust. */
  record NoSuchLine(QuotaLineKey line) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.UNPROCESSABLE;
    }

    @Override
    public String message() {
      return "'%s' has no such quota in period '%s': set it first."
          .formatted(line.subject().id(), line.periodId().value());
    }
  }

  /** Lines of one subject, territory and product line sit on one period level only. */
  record PeriodLevelsMixed(PeriodId periodId, PeriodId existing) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String message() {
      return "Period '%s' is on another level than '%s', which has such a line already."
          .formatted(periodId.value(), existing.value());
    }
  }

  /** A subject has either lines with a product line or lines without one. */
  record ProductLinesMixed(QuotaLineKey line) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String message() {
      return "'%s' has lines %s a product line already, and cannot have both."
          .formatted(line.subject().id(), line.productLine() == null ? "with" : "without");
    }
  }

  /** The plan has as many lines as a plan may have. */
  record TooManyLines(PlanId planId, int most) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String message() {
      return "Plan '%s' has %d lines, the most that a plan may have: use a plan per region."
          .formatted(planId.value(), most);
    }
  }

  /** The deal was voided, and a voided deal never changes. */
  record DealIsVoid(DealId dealId) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String message() {
      return "Deal '" + dealId.value() + "' was voided.";
    }
  }

  /** The deal is won or lost, and the command is for open ones. */
  record DealIsClosed(DealId dealId) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String message() {
      return "Deal '" + dealId.value() + "' is closed: only of an open one can that be said.";
    }
  }

  /** Managers decide about themselves and about those who report to them, reps about themselves. */
  record OutOfReach(Subject subject) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.FORBIDDEN;
    }

    @Override
    public String message() {
      return "'" + subject.id() + "' is neither who asks nor reports to them.";
    }
  }

  /** Nobody adjusts their own call. */
  record OwnCall(PlanId planId, RepId repId) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.FORBIDDEN;
    }

    @Override
    public String message() {
      return "Nobody adjusts their own call, and rep '" + repId.value() + "' is who asks.";
    }
  }

  /** An amount of a call is finer than the minor unit of the plan's currency. */
  record CallNotInMinorUnits(String field, Money amount) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.UNPROCESSABLE;
    }

    @Override
    public String message() {
      return "The field %s takes a whole number of minor units of the plan's currency, but was %s."
          .formatted(field, amount);
    }
  }

  /** The deal has changed as often as a deal may. */
  record TooManyChanges(DealId dealId, int most) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String message() {
      return "Deal '%s' would have more than %d events, the most that a deal may have: void it."
          .formatted(dealId.value(), most);
    }
  }

  /** The spent amount was voided, and a voided one never changes. */
  record SpendIsVoid(SpendId spendId) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String message() {
      return "Spend '" + spendId.value() + "' was voided.";
    }
  }

  /** The thing has changed as often as such a thing may. */
  record TooManyEvents(String thing, String id, int most) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String message() {
      return "The %s '%s' would have more than %d events, the most that one may have."
          .formatted(thing, id, most);
    }
  }

  /** What the rule watches is another thing than before, whose alerts would be mixed up with its own. */
  record AlertRuleFixed(AlertRuleId ruleId, String field) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String message() {
      return "The %s of alert rule '%s' never changes: define another rule."
          .formatted(field, ruleId.value());
    }
  }

  /** The alert is not raised any more. */
  record AlertIsCleared(AlertId alertId) implements Refusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String message() {
      return "Alert '" + alertId.value() + "' is cleared.";
    }
  }
}
