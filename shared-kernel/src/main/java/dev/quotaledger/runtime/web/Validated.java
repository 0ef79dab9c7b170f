package dev.quotaledger.runtime.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/** What Bean Validation found wrong: the first finding, since one is enough to refuse. */
final class Validated {

  private Validated() {}

  static Problem problem(MethodArgumentNotValidException failure) {
    FieldError error = failure.getBindingResult().getFieldError();
    return error == null
        ? Problems.ofStatus(Problems.BAD_REQUEST)
        : problem(error.getField(), error.getDefaultMessage());
  }

  static Problem problem(HandlerMethodValidationException failure) {
    return failure.getParameterValidationResults().stream()
        .findFirst()
        .map(result -> {
          String field = result.getMethodParameter().getParameterName();
          List<MessageSourceResolvable> errors = result.getResolvableErrors();
          return problem(
              field == null ? "" : field,
              errors.isEmpty() ? null : errors.getFirst().getDefaultMessage());
        })
        .orElseGet(() -> Problems.ofStatus(Problems.BAD_REQUEST));
  }

  private static Problem problem(String field, @Nullable String message) {
    String expected = message == null ? "another value" : "a value that " + message;
    return Problem.invalid(
        "invalid-value", field, expected, field + ": expected " + expected + ".");
  }
}
