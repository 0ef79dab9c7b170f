package dev.quotaledger.runtime.web;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The columns of a list as a table: one for each part of its items. A part that is a record has
 * columns of its own, named after both: {@code subject.id}. Lists and maps are JSON.
 *
 * @param names in the order of a row
 */
public record ItemColumns(List<String> names) {

  private static final Pattern FORMULA = Pattern.compile("[=+\\-@\\t\\r].*", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");

  /** Those of a type of item where it has any, so that an empty list has them too; else of items. */
  public static ItemColumns of(Class<?> type, Iterable<JsonNode> items) {
    SequencedSet<String> names = new LinkedHashSet<>();
    if (type.isRecord()) {
      add(type, "", names);
    } else {
      items.forEach(item -> add(item, "", names));
    }
    return new ItemColumns(List.copyOf(names));
  }

  /** What an item says in each column; empty for null. */
  public List<String> texts(JsonNode item) {
    return names.stream().map(name -> text(item, name)).toList();
  }

  /** The same for a spreadsheet: what it would take for a formula begins with an apostrophe. */
  public List<String> safeTexts(JsonNode item) {
    return texts(item).stream().map(ItemColumns::safe).toList();
  }

  private static String safe(String text) {
    boolean isFormula = FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches();
    return isFormula ? "'" + text : text;
  }

  private static String text(JsonNode item, String column) {
    JsonNode value = item;
    for (String part : column.split("\\.", -1)) {
      value = value.path(part);
    }
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    return value.isContainer() ? value.toString() : value.asString();
  }

  private static void add(JsonNode item, String prefix, SequencedSet<String> names) {
    item.propertyStream().forEach(part -> {
      if (part.getValue().isObject()) {
        add(part.getValue(), prefix + part.getKey() + ".", names);
      } else {
        names.add(prefix + part.getKey());
      }
    });
  }

  private static void add(Class<?> type, String prefix, SequencedSet<String> names) {
    for (RecordComponent part : type.getRecordComponents()) {
      Type of = part.getGenericType();
      if (of instanceof Class<?> nested && nested.isRecord()) {
        add(nested, prefix + part.getName() + ".", names);
      } else {
        names.add(prefix + part.getName());
      }
    }
  }
}
