package dev.quotaledger.runtime.security;

/** What a caller does for a living; {@link AccessRules} says what each may do here. */
public enum Role {
  /** Sales operations: sets up the organisation, territories and plans, and reads everything of the business. */
  SALES_OPS,
  /** A manager of reps. */
  MANAGER,
  /** A sales representative. */
  REP,
  /** Reads everything, writes nothing. */
  AUDITOR,
  /** Another system: imports, deals and the feed of events. */
  INTEGRATOR,
  /** Operates the installation, and may do everything that any role may. */
  ADMIN
}
