package dev.quotaledger.runtime.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;

/** Identifies a request in answers, logs and events. */
final class RequestId {

  static final String HEADER = "X-Request-Id";

  /** The key under which the logging context has it. */
  static final String LOGGED_AS = "requestId";

  private static final String ATTRIBUTE = RequestId.class.getName();
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,99}");

  private RequestId() {}

  /** The client's own id when it looks sane; one made here otherwise. The same on every call. */
  static String of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof String known) {
      return known;
    }
    String sent = request.getHeader(HEADER);
    String id =
        sent != null && SANE.matcher(sent).matches() ? sent : UUID.randomUUID().toString();
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }
}
