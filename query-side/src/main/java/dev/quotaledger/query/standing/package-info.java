/**
 * Where everybody stands: how far a period is beside how much of its quota is reached, who leads, what
 * has changed, what is missing, and how fairly quotas are set. All of it is made of the figures of
 * attainment when it is read, so that it keeps nothing of its own.
 */
@NullMarked
package dev.quotaledger.query.standing;

import org.jspecify.annotations.NullMarked;
