/**
 * The quota plan: the aggregate that holds every quota line of one plan, the rules that its lines
 * obey, and how quota moves with a territory. It is the only place that decides about quota.
 */
@NullMarked
package dev.quotaledger.command.quotaplan;

import org.jspecify.annotations.NullMarked;
