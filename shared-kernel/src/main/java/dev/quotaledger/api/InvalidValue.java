package dev.quotaledger.api;

import java.io.Serial;

/** A value that no message may carry, with the field's name and what was expected of it. */
public final class InvalidValue extends IllegalArgumentException {

  @Serial
  private static final long serialVersionUID = 1L;

  private static final int LONGEST_ECHO = 100;

  private final String field;
  private final String expected;
  private final String actual;

  /**
   * @param field the field as people send it
   * @param expected what the field takes, to follow the words "expected"
   * @param actual what was sent; echoed up to 100 characters
   */
  public InvalidValue(String field, String expected, String actual) {
    super(field + ": expected " + expected + ", but was '" + shortened(actual) + "'");
    this.field = field;
    this.expected = expected;
    this.actual = actual;
  }

  /** The same of a field that people send under another name. */
  public InvalidValue of(String otherField) {
    return new InvalidValue(otherField, expected, actual);
  }

  /** The field as people send it. */
  public String field() {
    return field;
  }

  /** What the field takes. */
  public String expected() {
    return expected;
  }

  private static String shortened(String actual) {
    return actual.length() <= LONGEST_ECHO ? actual : actual.substring(0, LONGEST_ECHO) + "...";
  }
}
