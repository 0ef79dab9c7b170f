package dev.quotaledger.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * To whom an alert is addressed, beside those who see all of them.
 *
 * @param reps the rep whom it is about, and that rep's manager on the day on which it was raised; none
 *     for an alert about no rep
 * @param user the user name of who defined the rule, for an alert about no rep; null for nobody
 */
public record AlertRecipients(List<RepId> reps, @Nullable String user) {

  /** The list is copied. */
  public AlertRecipients {
    reps = List.copyOf(reps);
  }

  /**
   * Whether somebody is among them.
   *
   * @param rep the rep whom they are; null for none
   * @param name their user name
   */
  public boolean include(@Nullable RepId rep, String name) {
    return (rep != null && reps.contains(rep)) || name.equals(user);
  }
}
