package dev.quotaledger.query.quality;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whether two ids mean the same record of their source. An id of Salesforce has a form of 15
 * characters, in which capitals make a difference, and one of 18 for systems in which they do not:
 * the last three say which of the others are capitals. In all other ids they make none.
 */
final class ExternalId {

  private static final Pattern SALESFORCE =
      Pattern.compile("(|.*[^A-Za-z0-9])([A-Za-z0-9]{15})([A-Z0-5]{3})?");

  private static final String CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
  private static final int PART = 5;

  private ExternalId() {}

  /** The same for all ids that mean one record. */
  static String form(String id) {
    Matcher parts = SALESFORCE.matcher(id);
    if (!parts.matches()) {
      return id.toLowerCase(Locale.ROOT);
    }
    String check = parts.group(3);
    return check == null || check.equals(check(parts.group(2)))
        ? parts.group(1) + parts.group(2)
        : id.toLowerCase(Locale.ROOT);
  }

  /** A character for each five, by which of them are capitals. */
  private static String check(String id) {
    StringBuilder check = new StringBuilder();
    for (int from = 0; from < id.length(); from += PART) {
      int capitals = 0;
      for (int i = 0; i < PART; i++) {
        capitals |= Character.isUpperCase(id.charAt(from + i)) ? 1 << i : 0;
      }
      check.append(CHECK.charAt(capitals));
    }
    return check.toString();
  }
}
