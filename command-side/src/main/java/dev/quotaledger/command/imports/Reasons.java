package dev.quotaledger.command.imports;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.PersonalText;

/** Makes the free texts of a file unreadable for others. */
@FunctionalInterface
interface Reasons {

  /**
   * The text as it is recorded.
   *
   * @param about whom or what it is about
   * @throws InvalidValue when it cannot be recorded
   */
  PersonalText encrypted(String about, String text);
}
