package dev.quotaledger.query.audit;

/** What a decision stood on when it was taken. */
enum Invariant {
  /** A team that is named was created. */
  TEAM_EXISTS,
  /** A rep who is named was hired. */
  REP_EXISTS,
  /** A territory that is named was defined. */
  TERRITORY_EXISTS,
  /** A calendar that is named was defined. */
  CALENDAR_EXISTS,
  /** A period that is named is one of the plan's calendar. */
  PERIOD_EXISTS,
  /** Who is moved or leaves is employed on that day. */
  REP_EMPLOYED,
  /** A territory has one primary holder at a time. */
  ONE_HOLDER,
  /** Who gives a territory away is its primary holder on that day. */
  GIVER_HOLDS_TERRITORY,
  /** A plan was opened before anything else happened to it. */
  PLAN_OPENED,
  /** What happens to a plan is possible where it stands in its life. */
  PLAN_IN_STATE,
  /** A change of a line falls into a period that is open. */
  PERIOD_OPEN,
  /** A period that is opened again was closed. */
  PERIOD_CLOSED,
  /** What was adjusted was set, or moved there, before. */
  LINE_EXISTS,
  /** What an event says was so before it is what the events before it come to. */
  BEFORE_HOLDS,
  /** No line is below zero. */
  NOT_BELOW_ZERO,
  /** Who gives quota away has it. */
  GIVER_HAS_QUOTA,
  /** A transfer of quota follows from a reallocation. */
  TRANSFER_HAS_CAUSE,
  /** A deal was opened before anything else happened to it. */
  DEAL_OPENED,
  /** A deal that is won or lost is not so already. */
  DEAL_NOT_CLOSED_ALIKE,
  /** A deal whose close date is corrected, or that is opened again, is closed. */
  DEAL_CLOSED,
  /** A deal whose credit is corrected was won. */
  DEAL_WON
}
