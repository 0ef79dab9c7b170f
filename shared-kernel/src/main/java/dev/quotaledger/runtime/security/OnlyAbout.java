package dev.quotaledger.runtime.security;

import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * The rep whom an answer may be about and nobody else, since the caller's roles alone would not show it. An id in a
 * request does not say of which kind of thing it is, so that reads ask here what of it they may show.
 */
public record OnlyAbout(RepId repId) {

  private static final String ATTRIBUTE = OnlyAbout.class.getName();

  /** What bounds the answer to the request of this thread; empty where the caller's roles show everything. */
  public static Optional<OnlyAbout> current() {
    RequestAttributes request = RequestContextHolder.getRequestAttributes();
    return Optional.ofNullable(request)
        .map(known -> known.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST))
        .map(OnlyAbout.class::cast);
  }

  void bound(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** Whether what is this subject's may be shown. */
  public boolean shows(Subject subject) {
    return subject.equals(Subject.rep(repId));
  }

  /** Whether the text may be shown: one about somebody else is theirs, wherever it stands. */
  public boolean shows(PersonalText text) {
    return text.about().equals(repId.toString());
  }
}
