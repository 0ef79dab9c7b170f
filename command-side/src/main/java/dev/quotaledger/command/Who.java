package dev.quotaledger.command;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Who something is for, as clients say it.
 *
 * @param id null only for the house
 */
public record Who(Subject.Type type, @Nullable String id) {

  /** Throws {@link InvalidValue} when the id does not fit the type. */
  public Who {
    subject(type, id);
  }

  /** The subject that it names. */
  public Subject subject() {
    return subject(type, id);
  }

  private static Subject subject(Subject.Type type, @Nullable String id) {
    if (id == null && type != Subject.Type.HOUSE) {
      throw new InvalidValue("subject.id", "the id of the rep or team", "nothing");
    }
    return new Subject(type, id == null ? Subject.HOUSE_ID : id);
  }
}
