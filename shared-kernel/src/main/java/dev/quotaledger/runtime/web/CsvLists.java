package dev.quotaledger.runtime.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a list as CSV: a line for each of its items, with a column for each of their parts, whatever
 * the items have in them; lists and maps within are JSON. What the answer says beside its items
 * stands in headers. A text that a spreadsheet would take for a formula begins with an apostrophe.
 */
final class CsvLists extends AbstractHttpMessageConverter<Object> {

  static final MediaType CSV = new MediaType("text", "csv");

  private static final String ITEMS = "items";

  /** The parts of an answer that headers tell, and the headers. */
  private static final Map<String, String> STAMPS = Map.of(
      "asOf", "As-Of",
      "knownAt", "Known-At",
      "settled", "Settled",
      "stale", "Stale",
      "next", "Next-Cursor");

  private static final String ROW_COUNT = "Row-Count";
  private static final Pattern FORMULA = Pattern.compile("[=+\\-@\\t\\r].*", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");

  private final Supplier<JsonMapper> mapper;

  CsvLists(Supplier<JsonMapper> mapper) {
    super(StandardCharsets.UTF_8, CSV);
    this.mapper = mapper;
  }

  /** Whether answers of the type are lists: records with items. */
  static boolean isList(Class<?> type) {
    return itemType(type).isPresent();
  }

  /** Those of the type where it has any, so that an empty list has them too; else of what is there. */
  private static List<String> columns(Class<?> type, JsonNode items) {
    SequencedSet<String> columns = new LinkedHashSet<>();
    if (type.isRecord()) {
      addColumns(type, "", columns);
    } else {
      items.forEach(item -> addColumns(item, "", columns));
    }
    return List.copyOf(columns);
  }

  private static void addColumns(JsonNode item, String prefix, SequencedSet<String> columns) {
    item.propertyStream().forEach(part -> {
      if (part.getValue().isObject()) {
        addColumns(part.getValue(), prefix + part.getKey() + ".", columns);
      } else {
        columns.add(prefix + part.getKey());
      }
    });
  }

  private static Optional<Class<?>> itemType(Class<?> type) {
    return type.isRecord()
        ? Arrays.stream(type.getRecordComponents())
            .filter(part -> part.getName().equals(ITEMS) && part.getType() == List.class)
            .map(part -> ((ParameterizedType) part.getGenericType()).getActualTypeArguments()[0])
            .<Class<?>>map(item -> (Class<?>) item)
            .findFirst()
        : Optional.empty();
  }

  @Override
  protected boolean supports(Class<?> type) {
    return isList(type);
  }

  @Override
  public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
    return false;
  }

  /** Whoever takes any form gets JSON, so this one is there only for who names it. */
  @Override
  public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
    return isNamed() && super.canWrite(type, mediaType);
  }

  private static boolean isNamed() {
    if (!(RequestContextHolder.getRequestAttributes()
        instanceof ServletRequestAttributes request)) {
      return false;
    }
    String format = request.getRequest().getParameter(KnownParameters.FORMAT);
    String accept = request.getRequest().getHeader(HttpHeaders.ACCEPT);
    return CSV.getSubtype().equals(format)
        || (format == null && accept != null && accept.contains(CSV.toString()));
  }

  @Override
  protected Object readInternal(Class<?> type, HttpInputMessage input) {
    throw new HttpMessageNotReadableException("Lists are only written as CSV", input);
  }

  @Override
  protected void writeInternal(Object answer, HttpOutputMessage output) throws IOException {
    JsonNode tree = mapper.get().valueToTree(answer);
    stamp(tree, output.getHeaders());
    JsonNode items = tree.path(ITEMS);
    List<String> columns = columns(itemType(answer.getClass()).orElseThrow(), items);
    Writer out = new OutputStreamWriter(output.getBody(), StandardCharsets.UTF_8);
    CsvWriter csv = CsvWriter.builder().build(out);
    if (!columns.isEmpty()) {
      csv.writeRecord(columns);
    }
    for (JsonNode item : items) {
      csv.writeRecord(columns.stream().map(column -> cell(item, column)).toList());
    }
    csv.flush();
    out.flush();
  }

  private static void stamp(JsonNode answer, HttpHeaders headers) {
    STAMPS.forEach((part, header) -> {
      if (answer.hasNonNull(part)) {
        headers.set(header, answer.path(part).asString());
      }
    });
    headers.set(ROW_COUNT, String.valueOf(answer.path(ITEMS).size()));
  }

  /** A record within an item has columns of its own, named after both. */
  private static void addColumns(Class<?> type, String prefix, SequencedSet<String> columns) {
    for (RecordComponent part : type.getRecordComponents()) {
      Type of = part.getGenericType();
      if (of instanceof Class<?> nested && nested.isRecord()) {
        addColumns(nested, prefix + part.getName() + ".", columns);
      } else {
        columns.add(prefix + part.getName());
      }
    }
  }

  private static String cell(JsonNode item, String column) {
    JsonNode value = item;
    for (String part : column.split("\\.", -1)) {
      value = value.path(part);
    }
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    String text = value.isContainer() ? value.toString() : value.asString();
    boolean isFormula = FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches();
    return isFormula ? "'" + text : text;
  }
}
