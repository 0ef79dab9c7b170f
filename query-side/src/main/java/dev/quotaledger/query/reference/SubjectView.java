package dev.quotaledger.query.attainment;

import org.jspecify.annotations.Nullable;

/**
 * What a figure or a line is of, as an answer shows it.
 *
 * @param type the kind: a rep, a team, the house, a territory, a product line or the whole plan
 * @param id the bare id
 * @param name what people call it; null when it has no name, or no longer
 */
record SubjectView(String type, String id, @Nullable String name) {}
