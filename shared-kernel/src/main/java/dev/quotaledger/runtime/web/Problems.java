package dev.quotaledger.runtime.web;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.Refused;
import dev.quotaledger.runtime.AppendTookTooLong;
import dev.quotaledger.runtime.MessageTooLarge;
import dev.quotaledger.runtime.security.CrossSiteWrite;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;

/**
 * Which answer every failure gets. Whatever is not listed is a fault of ours: 500 without a word about it.
 */
final class Problems {

  static final HttpStatus BAD_REQUEST = HttpStatus.BAD_REQUEST;

  private static final int LONGEST_ECHO = 200;

  private Problems() {}

  static Problem of(Throwable failure) {
    Throwable cause = Failures.unwrapped(failure);
    return switch (cause) {
      case ProblemException e -> e.problem();
      case Refused e -> refused(e.refusal());
      case InvalidValue e -> invalid(e, e.field());
      case AggregateNotFoundException e -> notFound(String.valueOf(e.getAggregateIdentifier()));
      case ConcurrencyException _ -> concurrentChange();
      case AggregateStreamCreationException _ -> concurrentChange();
      case AppendTookTooLong _ -> tryAgain();
      case MessageTooLarge _ ->
        Problem.of(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "event-too-large",
            "What this would record does not fit into one event; send it in parts.");
      case AuthenticationServiceException _ -> noIdentityProvider();
      case AuthenticationException _ ->
        Problem.of(HttpStatus.UNAUTHORIZED, "unauthenticated", "This needs authentication.");
      case CrossSiteWrite e ->
        Problem.of(HttpStatus.FORBIDDEN, "cross-site-write", String.valueOf(e.getMessage()));
      case AccessDeniedException _ ->
        Problem.of(HttpStatus.FORBIDDEN, "forbidden", "Your roles do not allow this.");
      default -> ofRequest(cause);
    };
  }

  private static Problem ofRequest(Throwable failure) {
    return switch (failure) {
      case HttpMessageNotReadableException e -> unreadable(e);
      case JacksonException e -> BadJson.problem(e);
      case MethodArgumentTypeMismatchException e -> mismatch(e);
      case MissingServletRequestParameterException e -> missing(e.getParameterName());
      case MissingRequestHeaderException e -> missing(e.getHeaderName());
      case MethodArgumentNotValidException e -> Validated.problem(e);
      case HandlerMethodValidationException e -> Validated.problem(e);
      case RequestRejectedException _ -> ofStatus(BAD_REQUEST);
      case BadRequestException _ -> ofStatus(BAD_REQUEST);
      case InvalidParameterException _ -> malformedQuery();
      case ErrorResponse e -> ofStatus(e);
      default -> ofStatus(HttpStatus.INTERNAL_SERVER_ERROR);
    };
  }

  /** The exhaustive switch: a new kind of refusal does not compile until it has a status. */
  private static Problem refused(Refusal refusal) {
    HttpStatus status = switch (refusal.kind()) {
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case CONFLICT -> HttpStatus.CONFLICT;
      case STALE -> HttpStatus.PRECONDITION_FAILED;
      case FORBIDDEN -> HttpStatus.FORBIDDEN;
      case UNPROCESSABLE -> HttpStatus.UNPROCESSABLE_CONTENT;
    };
    Problem problem = Problem.of(status, refusal.code(), refusal.message());
    for (RecordComponent component : refusal.getClass().getRecordComponents()) {
      problem = problem.with(component.getName(), valueOf(component, refusal));
    }
    return problem;
  }

  private static @Nullable Object valueOf(RecordComponent component, Refusal refusal) {
    try {
      return component.getAccessor().invoke(refusal);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The value's own words, about the field as the client named it. */
  static Problem invalid(InvalidValue value, String field) {
    String words = String.valueOf(value.getMessage()).substring(value.field().length());
    return Problem.invalid("invalid-value", field, value.expected(), field + words + ".");
  }

  private static Problem unreadable(HttpMessageNotReadableException failure) {
    return switch (failure.getCause()) {
      case JacksonException e -> BadJson.problem(e);
      case BadRequestException _ -> ofStatus(BAD_REQUEST);
      case ProblemException e -> e.problem();
      case null, default ->
        Problem.invalid("missing-body", "", "a JSON body", "The request needs a JSON body.");
    };
  }

  private static Problem mismatch(MethodArgumentTypeMismatchException failure) {
    InvalidValue invalid = Failures.find(failure, InvalidValue.class);
    if (invalid != null) {
      return invalid(invalid, failure.getName());
    }
    String expected = Expected.of(failure.getRequiredType());
    String actual = shortened(String.valueOf(failure.getValue()));
    return invalid(new InvalidValue(failure.getName(), expected, actual), failure.getName());
  }

  /** The container says which of the two it is only in words of its own. */
  private static Problem malformedQuery() {
    return Problem.invalid(
        "malformed-query",
        "query",
        "at most 100 parameters, percent-encoded as UTF-8",
        "The query has more than 100 parameters, or is not percent-encoded as UTF-8.");
  }

  private static Problem missing(String field) {
    return Problem.invalid("invalid-value", field, "a value", field + ": expected a value.");
  }

  /** Identifiers of aggregates carry the type's name as prefix. */
  private static Problem notFound(String aggregate) {
    int dash = aggregate.indexOf('-');
    return dash < 0
        ? ofStatus(HttpStatus.NOT_FOUND)
        : refused(
            new Refusal.NotFound(aggregate.substring(0, dash), aggregate.substring(dash + 1)));
  }

  private static Problem concurrentChange() {
    return Problem.of(
            HttpStatus.CONFLICT,
            "concurrent-change",
            "Somebody changed the same thing at the same time; send the request again.")
        .withHeader(HttpHeaders.RETRY_AFTER, "0");
  }

  private static Problem tryAgain() {
    return Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "store-too-slow",
            "The store did not take the change in time, and has nothing of it; send it again.")
        .withHeader(HttpHeaders.RETRY_AFTER, "1");
  }

  private static Problem noIdentityProvider() {
    return Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "identity-provider-unavailable",
            "The keys that tokens are checked with cannot be had now; send the request again.")
        .withHeader(HttpHeaders.RETRY_AFTER, "5");
  }

  private static Problem ofStatus(ErrorResponse response) {
    HttpStatus status = HttpStatus.resolve(response.getStatusCode().value());
    Problem problem = ofStatus(status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status);
    for (String name : response.getHeaders().headerNames()) {
      problem = problem.withHeader(name, String.join(", ", response.getHeaders().getOrEmpty(name)));
    }
    return problem;
  }

  /** For what has nothing more to say than its status. */
  static Problem ofStatus(HttpStatus status) {
    return switch (status) {
      case BAD_REQUEST ->
        Problem.of(status, "bad-request", "The request is not well-formed HTTP for this path.");
      case NOT_FOUND -> Problem.of(status, "no-such-path", "There is nothing at this path.");
      case METHOD_NOT_ALLOWED ->
        Problem.of(status, "method-not-allowed", "This path does not take this method.");
      case NOT_ACCEPTABLE ->
        Problem.of(status, "not-acceptable", "There is no answer of a type that is accepted.");
      case UNSUPPORTED_MEDIA_TYPE ->
        Problem.of(status, "unsupported-media-type", "The body is of a type not taken here.");
      case INTERNAL_SERVER_ERROR ->
        Problem.of(status, "internal-error", "The request failed; the log says why.");
      default ->
        Problem.of(
            status,
            status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-'),
            "The request failed: " + status.getReasonPhrase() + ".");
    };
  }

  static String shortened(String text) {
    return text.length() <= LONGEST_ECHO ? text : text.substring(0, LONGEST_ECHO) + "...";
  }
}
