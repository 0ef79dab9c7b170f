package dev.quotaledger.query.alerts;

import dev.quotaledger.api.AlertEvent.AlertRaised;
import dev.quotaledger.api.AlertKind;
import dev.quotaledger.api.AlertLevel;
import dev.quotaledger.api.AlertLimit;
import dev.quotaledger.api.AlertRecipients;
import dev.quotaledger.api.AlertRuleFacts;
import dev.quotaledger.api.AlertSubject;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.PlanState;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.Organization;
import dev.quotaledger.model.attainment.SeenPlan;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.WatchedFigures;
import dev.quotaledger.query.WatchedFigures.Watched;
import dev.quotaledger.query.reference.QuotaFigures;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What rules see in the figures of their plans: for each subject and each limit of a rule, the figure in
 * the form of the event that raises the alert, whether or not it crosses the limit.
 */
final class Crossings {

  private final AlertQueries queries;
  private final QuotaFigures quotas;
  private final Map<AlertKind, WatchedFigures> figures = new EnumMap<>(AlertKind.class);

  /** Every kind needs figures: a rule that nothing measures would be silent for ever. */
  Crossings(AlertQueries queries, QuotaFigures quotas, List<WatchedFigures> all) {
    this.queries = queries;
    this.quotas = quotas;
    for (WatchedFigures some : all) {
      if (figures.put(some.kind(), some) != null) {
        throw new IllegalArgumentException("Two features measure " + some.kind());
      }
    }
    Stream.of(AlertKind.values())
        .filter(kind -> !figures.containsKey(kind))
        .findFirst()
        .ifPresent(kind -> {
          throw new IllegalArgumentException("No feature measures " + kind);
        });
  }

  /** Figures of one run, each computed once however many rules ask for them. */
  private record Asked(AlertKind kind, Watched watched) {}

  /**
   * Looks at the figures of all rules that are enabled, of plans that are not closed.
   *
   * @param seen told what each rule sees
   * @param failed told which rule's figures cannot be computed; the others are looked at
   */
  void look(LocalDate today, Consumer<List<AlertRaised>> seen, Failed failed) {
    Map<Asked, Map<AlertSubject, BigDecimal>> computed = new HashMap<>();
    Map<PlanId, Optional<PlanToday>> plans = new HashMap<>();
    for (Rule rule : queries.rules()) {
      try {
        plans
            .computeIfAbsent(rule.facts().planId(), planId -> planToday(planId, today))
            .ifPresent(plan -> {
              Watched watched = plan.watched(rule.facts(), today);
              Map<AlertSubject, BigDecimal> values = computed.computeIfAbsent(
                  new Asked(rule.facts().kind(), watched),
                  asked -> Objects.requireNonNull(figures.get(asked.kind)).of(watched));
              seen.accept(plan.seenBy(rule, values, today));
            });
      } catch (RuntimeException e) {
        failed.of(rule, e);
      }
    }
  }

  /** Told of what a rule does not see. */
  interface Failed {

    /** The rule, and why its figures cannot be computed. */
    void of(Rule rule, RuntimeException why);
  }

  private Optional<PlanToday> planToday(PlanId planId, LocalDate today) {
    return quotas
        .find(planId, View.LIVE)
        .filter(plan -> plan.frame().state() != PlanState.CLOSED)
        .flatMap(plan -> plan.calendar().leaves().stream()
            .filter(leaf -> leaf.days().contains(today))
            .findFirst()
            .map(leaf -> new PlanToday(plan, leaf, plan.reference().organization(null))));
  }

  /** A plan in the leaf period of today. */
  private record PlanToday(SeenPlan plan, Period period, Organization organization) {

    Watched watched(AlertRuleFacts rule, LocalDate today) {
      return new Watched(rule.planId(), rule.level(), period, today, rule.sinceDays());
    }

    List<AlertRaised> seenBy(Rule rule, Map<AlertSubject, BigDecimal> values, LocalDate today) {
      List<AlertRaised> seen = new ArrayList<>();
      values.forEach((subject, value) -> {
        if (belongs(subject, rule.facts().teamId(), today)) {
          AlertRecipients recipients = recipients(subject, rule, today);
          for (AlertLimit limit : rule.facts().limits()) {
            seen.add(new AlertRaised(
                rule.facts().alertId(rule.ruleId(), subject, period.periodId(), limit),
                rule.ruleId(),
                rule.version(),
                rule.facts().planId(),
                period.periodId(),
                rule.facts().kind(),
                subject,
                limit,
                value,
                recipients,
                today));
          }
        }
      });
      return seen;
    }

    private boolean belongs(AlertSubject subject, @Nullable TeamId scope, LocalDate today) {
      return scope == null
          || teamOf(subject, today)
              .filter(team -> organization.isWithin(team, scope, today))
              .isPresent();
    }

    /** A territory belongs where its primary holder does. */
    private Optional<TeamId> teamOf(AlertSubject subject, LocalDate today) {
      return switch (subject.type()) {
        case REP -> organization.teamOf(new RepId(subject.id()), today);
        case TEAM -> Optional.of(new TeamId(subject.id()));
        case PLAN -> Optional.empty();
        case TERRITORY ->
          Optional.ofNullable(plan.reference()
                  .holders(new TerritoryId(subject.id()), null)
                  .primary()
                  .at(today))
              .flatMap(rep -> organization.teamOf(rep, today));
      };
    }

    /** A rep and their manager of today, or who defined the rule. */
    private AlertRecipients recipients(AlertSubject subject, Rule rule, LocalDate today) {
      if (subject.type() != AlertLevel.REP) {
        return new AlertRecipients(List.of(), rule.author());
      }
      RepId rep = new RepId(subject.id());
      Stream<RepId> manager = organization
          .rep(rep)
          .flatMap(known -> Optional.ofNullable(known.placements().at(today)))
          .flatMap(placement -> Optional.ofNullable(placement.managerId()))
          .stream();
      return new AlertRecipients(
          Stream.concat(Stream.of(rep), manager).distinct().toList(), null);
    }
  }
}
