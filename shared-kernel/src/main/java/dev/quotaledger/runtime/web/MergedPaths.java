package dev.quotaledger.runtime.web;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Paths of a description, of which no two may differ only in what their variables are called. The two sides call the
 * variables of one path as they like; where they differ, the description says {@code {importIdOrKind}}.
 */
final class MergedPaths {

  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

  private MergedPaths() {}

  static Paths of(Paths paths) {
    Map<String, List<Map.Entry<String, PathItem>>> alike = paths.entrySet().stream()
        .collect(Collectors.groupingBy(
            path -> VARIABLE.matcher(path.getKey()).replaceAll("{}"),
            TreeMap::new,
            Collectors.toList()));
    Paths merged = new Paths();
    for (List<Map.Entry<String, PathItem>> group : alike.values()) {
      String template = group.stream()
          .map(Map.Entry::getKey)
          .sorted()
          .reduce(MergedPaths::named)
          .orElseThrow();
      merged.addPathItem(template, merged(template, group));
    }
    return merged;
  }

  private static PathItem merged(String template, List<Map.Entry<String, PathItem>> paths) {
    PathItem all = new PathItem();
    for (Map.Entry<String, PathItem> path : paths) {
      path.getValue().readOperationsMap().forEach((method, operation) -> {
        rename(operation, variables(path.getKey()), variables(template));
        all.operation(method, operation);
      });
    }
    return all;
  }

  /** One template with the names of both. */
  private static String named(String one, String other) {
    List<String> others = variables(other);
    StringBuilder both = new StringBuilder();
    Matcher matcher = VARIABLE.matcher(one);
    for (int i = 0; matcher.find(); i++) {
      String name = matcher.group(1);
      String joined = name.equals(others.get(i)) ? name : name + "Or" + capital(others.get(i));
      matcher.appendReplacement(both, Matcher.quoteReplacement("{" + joined + "}"));
    }
    return matcher.appendTail(both).toString();
  }

  private static String capital(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static List<String> variables(String template) {
    return VARIABLE.matcher(template).results().map(found -> found.group(1)).toList();
  }

  private static void rename(Operation operation, List<String> from, List<String> to) {
    if (operation.getParameters() != null) {
      operation.getParameters().stream()
          .filter(parameter -> "path".equals(parameter.getIn()))
          .filter(parameter -> from.contains(parameter.getName()))
          .forEach(parameter -> parameter.setName(to.get(from.indexOf(parameter.getName()))));
    }
  }
}
