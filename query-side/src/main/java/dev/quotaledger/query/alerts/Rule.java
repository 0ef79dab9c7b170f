package dev.quotaledger.query.alerts;

import dev.quotaledger.api.AlertRuleEvent;
import dev.quotaledger.api.AlertRuleEvent.AlertRuleDefined;
import dev.quotaledger.api.AlertRuleFacts;
import dev.quotaledger.api.AlertRuleId;
import dev.quotaledger.model.AlertRuleState;
import dev.quotaledger.model.attainment.StoredEvent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule that is enabled.
 *
 * @param version the place of its newest definition in its stream
 * @param author who defined it so; null when unknown
 */
record Rule(
    AlertRuleId ruleId,
    AlertRuleFacts facts,
    long version,
    @Nullable String author) {

  /** The rule that a stream makes up; empty where it is disabled. */
  static Optional<Rule> of(List<StoredEvent> stream) {
    AlertRuleState state = null;
    StoredEvent defined = null;
    for (StoredEvent stored : stream) {
      state = AlertRuleState.evolve(state, (AlertRuleEvent) stored.event());
      defined = stored.event() instanceof AlertRuleDefined ? stored : defined;
    }
    if (state == null || !state.enabled()) {
      return Optional.empty();
    }
    StoredEvent newest = Objects.requireNonNull(defined);
    return Optional.of(new Rule(
        ((AlertRuleEvent) newest.event()).ruleId(),
        state.facts(),
        newest.sequence(),
        newest.actor()));
  }
}
