package dev.quotaledger.runtime.web;

import java.util.List;

/**
 * The elements of the JSON array in a request's body, each read by itself, so that one that cannot be read spoils none of
 * the others. A controller takes it as a parameter.
 *
 * @param rows in the order of the array
 */
public record JsonRows<T>(List<Row<T>> rows) {

  /** Copies the rows. */
  public JsonRows {
    rows = List.copyOf(rows);
  }

  /** An element of the array. */
  public sealed interface Row<T> {

    /** One that was read. */
    record Read<T>(T value) implements Row<T> {}

    /** One that could not be read, and why. */
    record Unreadable<T>(Problem problem) implements Row<T> {}
  }
}
