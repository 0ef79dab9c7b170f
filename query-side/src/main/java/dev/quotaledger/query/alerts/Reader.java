package dev.quotaledger.query.alerts;

import dev.quotaledger.api.AlertRecipients;
import dev.quotaledger.api.RepId;
import dev.quotaledger.runtime.security.Caller;
import dev.quotaledger.runtime.security.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who reads alerts.
 *
 * @param seesAll whether every alert is theirs to see
 * @param repId the rep whom they are; null for anybody else
 * @param name their user name
 */
record Reader(boolean seesAll, @Nullable RepId repId, String name) {

  private static final Set<Role> SEE_ALL = Set.of(Role.ADMIN, Role.SALES_OPS, Role.AUDITOR);

  /** The caller of the present request; without one, somebody to whom nothing is addressed. */
  static Reader current() {
    return Caller.current()
        .map(caller -> new Reader(caller.isAnyOf(SEE_ALL), caller.repId(), caller.name()))
        .orElseGet(() -> new Reader(false, null, ""));
  }

  /** The inboxes that they read. */
  List<String> inboxes() {
    if (seesAll) {
      return List.of(Inboxes.EVERYBODYS);
    }
    List<String> own = new ArrayList<>(List.of(Inboxes.of(name)));
    if (repId != null) {
      own.add(Inboxes.of(repId));
    }
    return own;
  }

  /** Whether they see what is addressed like this. */
  boolean sees(AlertRecipients recipients) {
    return seesAll || recipients.include(repId, name);
  }
}
