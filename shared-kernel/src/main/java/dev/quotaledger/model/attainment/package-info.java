/**
 * Attainment: what was credited beside the quota that stood for it. Everything between recorded
 * events and a figure is here, without a store: read models give it the facts that they keep, and
 * whoever has the events alone folds them into the same facts and gets the same figures.
 */
@NullMarked
package dev.quotaledger.model.attainment;

import org.jspecify.annotations.NullMarked;
