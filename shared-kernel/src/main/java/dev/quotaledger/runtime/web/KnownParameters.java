package dev.quotaledger.runtime.web;

import dev.quotaledger.api.InvalidValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.core.MethodParameter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a query parameter that nobody reads, and one given twice. A misspelt {@code asOf} would otherwise be answered
 * with the figure of another day.
 */
final class KnownParameters implements HandlerInterceptor {

  /** The form in which a list is answered. */
  static final String FORMAT = "format";

  private static final Set<String> FORMATS = Set.of("json", "csv");
  private static final String OURS = "dev.quotaledger.";

  private final Map<HandlerMethod, Set<String>> known = new ConcurrentHashMap<>();

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method && isOurs(method)) {
      Set<String> names = known.computeIfAbsent(method, KnownParameters::namesOf);
      request.getParameterMap().forEach((name, values) -> check(name, values, names));
    }
    return true;
  }

  private static void check(String name, String[] values, Set<String> names) {
    if (!names.contains(name)) {
      throw Problem.invalid(
              "unknown-parameter",
              Problems.shortened(name),
              names.isEmpty() ? "no parameters" : "one of " + String.join(", ", names),
              "There is no parameter " + Problems.shortened(name) + " here.")
          .asException();
    }
    if (name.equals(FORMAT) && !FORMATS.contains(values[0])) {
      throw new InvalidValue(FORMAT, "json or csv", values[0]);
    }
    if (values.length > 1) {
      throw new InvalidValue(name, "one value", String.join(", ", values));
    }
  }

  private static boolean isOurs(HandlerMethod method) {
    return ClassUtils.getUserClass(method.getBeanType()).getName().startsWith(OURS)
        && method.getBeanType() != ProblemController.class;
  }

  private static Set<String> namesOf(HandlerMethod method) {
    Set<String> names = new TreeSet<>();
    if (CsvLists.isList(method.getReturnType().getParameterType())) {
      names.add(FORMAT);
    }
    for (MethodParameter parameter : method.getMethodParameters()) {
      RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
      if (annotation != null) {
        names.add(Stream.of(
                annotation.name(), annotation.value(), parameter.getParameter().getName())
            .filter(name -> !name.isEmpty())
            .findFirst()
            .orElseThrow());
      } else if (parameter.getParameterType() == Paging.class) {
        names.addAll(Set.of(Pagings.CURSOR, Pagings.LIMIT));
      } else if (parameter.hasParameterAnnotation(ParameterObject.class)) {
        Stream.of(parameter.getParameterType().getRecordComponents())
            .map(RecordComponent::getName)
            .forEach(names::add);
      }
    }
    return names;
  }
}
