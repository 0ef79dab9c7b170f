package dev.quotaledger.model;

import dev.quotaledger.api.AlertRuleEvent;
import dev.quotaledger.api.AlertRuleEvent.AlertRuleDefined;
import dev.quotaledger.api.AlertRuleEvent.AlertRuleDisabled;
import dev.quotaledger.api.AlertRuleFacts;
import org.jspecify.annotations.Nullable;

/**
 * The fold of an alert rule.
 *
 * @param facts what its newest version says
 * @param enabled whether it raises and clears alerts
 */
public record AlertRuleState(AlertRuleFacts facts, boolean enabled) {

  /**
   * The state after the event.
   *
   * @param state the state before; null before {@link AlertRuleDefined}
   */
  public static AlertRuleState evolve(@Nullable AlertRuleState state, AlertRuleEvent event) {
    return switch (event) {
      case AlertRuleDefined e -> new AlertRuleState(e.facts(), true);
      case AlertRuleDisabled e -> {
        if (state == null) {
          throw new IllegalStateException("A rule begins with AlertRuleDefined, not with " + e);
        }
        yield new AlertRuleState(state.facts(), false);
      }
    };
  }
}
