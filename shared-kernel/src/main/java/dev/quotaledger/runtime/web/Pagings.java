package dev.quotaledger.runtime.web;

import dev.quotaledger.api.InvalidValue;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands controllers the {@link Paging} that they ask for. */
final class Pagings implements HandlerMethodArgumentResolver {

  static final String CURSOR = "cursor";
  static final String LIMIT = "limit";

  /** The longest ids, twice encoded, are shorter. */
  private static final int LONGEST_CURSOR = 4_000;

  private final HttpProperties limits;

  Pagings(HttpProperties limits) {
    this.limits = limits;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Paging.class;
  }

  @Override
  public Paging resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer model,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    String cursor = request.getParameter(CURSOR);
    if (cursor != null && (cursor.isEmpty() || cursor.length() > LONGEST_CURSOR)) {
      throw new InvalidValue(CURSOR, "the next of the page before", cursor);
    }
    String limit = request.getParameter(LIMIT);
    return new Paging(cursor, limit == null ? limits.defaultPageSize() : limit(limit));
  }

  private int limit(String text) {
    if (text.matches("[1-9][0-9]{0,5}") && Integer.parseInt(text) <= limits.maxPageSize()) {
      return Integer.parseInt(text);
    }
    throw new InvalidValue(LIMIT, "an integer from 1 to " + limits.maxPageSize(), text);
  }
}
