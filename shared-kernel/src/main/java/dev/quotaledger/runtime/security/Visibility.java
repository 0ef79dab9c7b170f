package dev.quotaledger.runtime.security;

import dev.quotaledger.api.RepId;

/**
 * Whose figures a caller sees whose roles do not show all of them. Every such decision is made here; as long as there
 * is no visibility by the team tree, a rep sees only their own and a manager sees none.
 */
public interface Visibility {

  /** Only the rep whom the caller is. */
  Visibility OWN = (caller, rep) -> caller.roles().contains(Role.REP) && rep.equals(caller.repId());

  /** Whether the caller may read what is about this rep. */
  boolean shows(Caller caller, RepId rep);
}
