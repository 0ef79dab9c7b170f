package dev.quotaledger.runtime.web;

import dev.quotaledger.api.InvalidValue;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/**
 * What is wrong with a JSON body: where, and what belongs there. Nothing of the parser's own messages is repeated, since
 * they name classes.
 */
final class BadJson {

  private BadJson() {}

  static Problem problem(JacksonException failure) {
    InvalidValue invalid = Failures.find(failure, InvalidValue.class);
    if (invalid != null) {
      return Problems.invalid(invalid, fieldOf(failure, invalid));
    }
    String path = path(failure);
    return switch (failure) {
      case UnrecognizedPropertyException e -> unknownField(e, path);
      case InvalidNullException e -> wrong(path, e.getTargetType());
      case MismatchedInputException e -> wrong(path, e.getTargetType());
      case InputCoercionException e -> wrong(path, e.getTargetType());
      case StreamConstraintsException _ ->
        Problem.of(
            Problems.BAD_REQUEST,
            "json-too-complex",
            "The JSON is nested too deeply, or a name, number or text in it is too long.");
      case StreamReadException e -> malformed(e);
      default -> wrong(path, null);
    };
  }

  private static Problem unknownField(UnrecognizedPropertyException failure, String path) {
    String known = failure.getKnownPropertyIds().stream()
        .map(Objects::toString)
        .sorted()
        .collect(Collectors.joining(", "));
    return Problem.invalid(
        "unknown-field", path, "one of " + known, "There is no field " + path + " here.");
  }

  private static Problem wrong(String path, @Nullable Class<?> type) {
    String expected = Expected.of(type);
    String subject = path.isEmpty() ? "The body" : path;
    return Problem.invalid(
        "invalid-value", path, expected, subject + ": expected " + expected + ".");
  }

  private static Problem malformed(StreamReadException failure) {
    String where = failure.getLocation() == null
        ? ""
        : " at line %d, column %d"
            .formatted(failure.getLocation().getLineNr(), failure.getLocation().getColumnNr());
    return Problem.invalid(
        "malformed-json",
        path(failure),
        "well-formed JSON, each name once in its object",
        "The body is not well-formed JSON" + where + ".");
  }

  /**
   * The path of the value at fault. A record that checks several components names the one at fault; a record that is
   * one value, such as an identifier, names itself, where the client wrote the name of the field that it is in.
   */
  private static String fieldOf(JacksonException failure, InvalidValue invalid) {
    String path = path(failure);
    String own = invalid.field().substring(invalid.field().lastIndexOf('.') + 1);
    boolean isComponent = failure instanceof ValueInstantiationException e
        && hasComponent(e.getType().getRawClass(), own);
    if (path.isEmpty()) {
      return invalid.field();
    }
    return isComponent ? path + "." + own : path;
  }

  private static boolean hasComponent(Class<?> type, String name) {
    RecordComponent[] components = type.getRecordComponents();
    return components != null
        && Arrays.stream(components).anyMatch(component -> component.getName().equals(name));
  }

  /** Such as {@code splits[1].percent}. */
  private static String path(JacksonException failure) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : failure.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return Problems.shortened(path.toString());
  }
}
