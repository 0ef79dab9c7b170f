package dev.quotaledger.runtime.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.reflect.ParameterizedType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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
 * Writes a list as CSV: a line for each of its items. What the answer says beside its items stands in
 * headers.
 */
final class CsvLists extends AbstractHttpMessageConverter<Object> {

  static final MediaType CSV = new MediaType("text", "csv");

  private static final String ITEMS = "items";

  /** The parts of an answer that headers tell, and the headers. */
  private static final Map<String, String> STAMPS = Map.of(
      "basis", "Basis",
      "asOf", "As-Of",
      "knownAt", "Known-At",
      "settled", "Settled",
      "stale", "Stale",
      "next", "Next-Cursor");

  private static final String ROW_COUNT = "Row-Count";

  private final Supplier<JsonMapper> mapper;

  CsvLists(Supplier<JsonMapper> mapper) {
    super(StandardCharsets.UTF_8, CSV);
    this.mapper = mapper;
  }

  /** Whether answers of the type are lists: records with items. */
  static boolean isList(Class<?> type) {
    return itemType(type).isPresent();
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
    ItemColumns columns = ItemColumns.of(itemType(answer.getClass()).orElseThrow(), items);
    Writer out = new OutputStreamWriter(output.getBody(), StandardCharsets.UTF_8);
    CsvWriter csv = CsvWriter.builder().build(out);
    if (!columns.names().isEmpty()) {
      csv.writeRecord(columns.names());
    }
    for (JsonNode item : items) {
      csv.writeRecord(columns.safeTexts(item));
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
}
