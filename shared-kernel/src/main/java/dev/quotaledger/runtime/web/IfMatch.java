package dev.quotaledger.runtime.web;

import dev.quotaledger.api.InvalidValue;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * The version that a client saw, as it says in {@code If-Match}. A version is a strong entity tag of its digits:
 * {@code "7"}. The comparison is strong (RFC 9110), so that a weak tag, or a tag that is no version, matches nothing.
 */
final class IfMatch {

  private static final String ANY = "*";
  private static final Pattern VERSION = Pattern.compile("\"(0|[1-9][0-9]{0,17})\"");
  private static final Pattern TAG = Pattern.compile("(W/)?\"[!#-~\\x80-\\xff]*\"");
  private static final String EXPECTED = "one entity tag such as \"7\", or *";

  private IfMatch() {}

  /**
   * The version that the change is meant for; empty when any will do.
   *
   * @throws InvalidValue when the header is malformed or lists several tags
   * @throws ProblemException with 412 when no version can have the tag
   */
  static Optional<Long> version(HttpServletRequest request) {
    List<String> sent = Collections.list(request.getHeaders(HttpHeaders.IF_MATCH));
    if (sent.isEmpty() || sent.equals(List.of(ANY))) {
      return Optional.empty();
    }
    String tag = String.join(", ", sent).strip();
    Matcher version = VERSION.matcher(tag);
    if (version.matches()) {
      return Optional.of(Long.valueOf(version.group(1)));
    }
    if (TAG.matcher(tag).matches()) {
      throw Problem.of(
              HttpStatus.PRECONDITION_FAILED,
              "version-mismatch",
              "No version has the entity tag " + tag + ".")
          .asException();
    }
    throw new InvalidValue(HttpHeaders.IF_MATCH, EXPECTED, tag);
  }
}
