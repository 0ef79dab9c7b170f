package dev.quotaledger.runtime.web;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * An error as clients see it (RFC 9457): what a program can switch on, what a person can read, and the facts behind it.
 *
 * @param status the HTTP status, 400 or more
 * @param code the stable name for programs, such as {@code period-closed}; the problem's type is
 *     {@code urn:quotaledger:problem:<code>}
 * @param detail one sentence for people
 * @param facts further members of the problem, by name
 * @param headers headers of the answer, by name
 */
public record Problem(
    HttpStatus status,
    String code,
    String detail,
    Map<String, @Nullable Object> facts,
    Map<String, String> headers) {

  /** What the {@code type} of every problem begins with. */
  public static final String TYPE_PREFIX = "urn:quotaledger:problem:";

  /** What the {@code instance} of every problem begins with; the request's id follows. */
  public static final String INSTANCE_PREFIX = "urn:quotaledger:request:";

  /**
   * A problem beside others in one answer.
   *
   * @param field what of the row is at fault; null when it is no bad input
   * @param expected what the field takes; null when it is no bad input
   */
  public record Summary(
      String type,
      int status,
      String detail,
      String code,
      @Nullable String field,
      @Nullable String expected) {}

  /** What a failure means to a client; 500 where it is a fault of ours. */
  public static Problem of(RuntimeException failure) {
    return Problems.of(failure);
  }

  /** This problem beside others in one answer. */
  public Summary summary() {
    return new Summary(
        TYPE_PREFIX + code,
        status.value(),
        WellFormed.text(detail),
        code,
        text(facts.get("field")),
        text(facts.get("expected")));
  }

  private static @Nullable String text(@Nullable Object fact) {
    return fact == null ? null : WellFormed.text(fact.toString());
  }

  /** A problem without further facts. */
  public static Problem of(HttpStatus status, String code, String detail) {
    return new Problem(status, code, detail, Map.of(), Map.of());
  }

  /**
   * Bad input: status 400.
   *
   * @param field the JSON path, parameter or header at fault
   * @param expected what it takes, to follow the word "expected"
   */
  static Problem invalid(String code, String field, String expected, String detail) {
    return of(HttpStatus.BAD_REQUEST, code, detail).with("field", field).with("expected", expected);
  }

  /** The same with one more fact. */
  public Problem with(String name, @Nullable Object value) {
    return new Problem(status, code, detail, added(facts, name, value), headers);
  }

  /** The same with one more header. */
  public Problem withHeader(String name, String value) {
    return new Problem(status, code, detail, facts, added(headers, name, value));
  }

  /** To be thrown. */
  public ProblemException asException() {
    return new ProblemException(this);
  }

  /** The body of the answer to a request. */
  ProblemDetail body(String requestId) {
    ProblemDetail body = ProblemDetail.forStatusAndDetail(status, WellFormed.text(detail));
    body.setType(URI.create(TYPE_PREFIX + code));
    body.setInstance(URI.create(INSTANCE_PREFIX + requestId));
    body.setProperty("code", code);
    facts.forEach((name, value) ->
        body.setProperty(name, value instanceof String text ? WellFormed.text(text) : value));
    return body;
  }

  private static <V extends @Nullable Object> Map<String, V> added(
      Map<String, V> map, String name, V value) {
    Map<String, V> copy = new LinkedHashMap<>(map);
    copy.put(name, value);
    return copy;
  }
}
