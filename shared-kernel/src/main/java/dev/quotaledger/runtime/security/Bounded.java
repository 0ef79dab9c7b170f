package dev.quotaledger.runtime.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Marks a request whose answer may hold no more than what its caller may see, since the caller's roles alone would not
 * show all that there is. The read that answers it asks here; what never asked is not sent, see
 * {@link BoundedAnswers}.
 */
public final class Bounded {

  private static final String ATTRIBUTE = Bounded.class.getName();

  private final Caller caller;
  private volatile boolean known;

  private Bounded(Caller caller) {
    this.caller = caller;
  }

  /**
   * Whose eyes bound the answer to the request of this thread; empty where the caller's roles show everything. Such a
   * caller is a rep.
   */
  public static Optional<Caller> caller() {
    RequestAttributes request = RequestContextHolder.getRequestAttributes();
    return Optional.ofNullable(request)
        .map(now -> now.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST))
        .map(Bounded.class::cast)
        .map(bounded -> {
          bounded.known = true;
          return bounded.caller;
        });
  }

  /** What is said of that which the caller may not see, whether it is there or not. */
  public static AccessDeniedException denied() {
    return new AccessDeniedException("This is not the caller's to see");
  }

  static void bound(HttpServletRequest request, Caller caller) {
    request.setAttribute(ATTRIBUTE, new Bounded(caller));
  }

  /** Whether an answer to the request may be sent: it is not bounded, or whoever made the answer knows. */
  static boolean isKept(HttpServletRequest request) {
    return !(request.getAttribute(ATTRIBUTE) instanceof Bounded bounded) || bounded.known;
  }
}
