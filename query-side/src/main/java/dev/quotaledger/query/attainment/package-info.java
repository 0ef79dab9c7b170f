/**
 * Attainment: what was credited beside the quota that stood for it, for reps, teams, territories,
 * product lines and whole plans. Credit, quota, holders, teams and periods are kept as facts of their
 * own and meet only when a figure is read, so that a figure of the past takes the same path as a live
 * one.
 */
@NullMarked
package dev.quotaledger.query.attainment;

import org.jspecify.annotations.NullMarked;
