package dev.quotaledger.query.reference;

import org.jspecify.annotations.Nullable;

/**
 * What a figure or a line is of, as an answer shows it.
 *
 * @param type the kind: a rep, a team, the house, a territory, a product
 *     line, the whole plan or the company
 * @param id the bare id
 * @param name what people call it; null when it has no name, or no longer
 */
public record SubjectView(String type, String id, @Nullable String name) {

  /** The same to whoever may not know its name. */
  public SubjectView withoutName() {
    return new SubjectView(type, id, null);
  }
}
