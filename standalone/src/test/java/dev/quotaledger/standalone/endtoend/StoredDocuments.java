package dev.quotaledger.standalone.endtoend;

import com.mongodb.client.MongoDatabase;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.InflaterInputStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The documents of a read store whose program does not run, in an order that says nothing. */
final class StoredDocuments implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** How much of a document is shown before a difference, in characters, and twice as much after. */
  private static final int SHOWN = 150;

  /** How often a document was written. */
  private static final String REVISION = "rev";

  /** What the parts of a document that was split are named after. */
  private static final String SPLIT = "split";

  /** Only documents have it whose rows are divided among several fields as they came. */
  private static final String SIZE = "size";

  /** Those fields, the older rows first. */
  private static final List<String> ROWS = List.of("rows", "fresh");

  /** The columns that have a place for rows that are not present, too. */
  private static final Set<String> OF_ALL =
      Set.of("ids", "versions", "lastEffectiveOn", "lastRecordedAt", "present");

  /** The revisions of other documents, by their ids. */
  private static final String CHUNKS = "chunks";

  private final EmbeddedReadStore store;

  private StoredDocuments(EmbeddedReadStore store) {
    this.store = store;
  }

  static StoredDocuments open(Path dataDirectory) {
    return new StoredDocuments(EmbeddedReadStore.open(dataDirectory, DataSize.ofMegabytes(16)));
  }

  /** Where two generations of a read model do not say the same, with what each says there. */
  List<String> differences(String one, String other) {
    SortedMap<String, String> first = ofGeneration(one);
    SortedMap<String, String> second = ofGeneration(other);
    if (second.isEmpty()) {
      throw new IllegalArgumentException("There is no generation " + other);
    }
    SortedSet<String> ids = new TreeSet<>(first.keySet());
    ids.addAll(second.keySet());
    return ids.stream()
        .filter(id -> !Objects.equals(first.get(id), second.get(id)))
        .map(id ->
            difference(id, first.getOrDefault(id, "nothing"), second.getOrDefault(id, "nothing")))
        .toList();
  }

  private static String difference(String id, String one, String other) {
    int common = 0;
    while (common < Math.min(one.length(), other.length())
        && one.charAt(common) == other.charAt(common)) {
      common++;
    }
    int from = Math.max(0, common - SHOWN);
    return "%s: %s / %s"
        .formatted(
            id,
            StringUtils.truncate(one.substring(from), 2 * SHOWN),
            StringUtils.truncate(other.substring(from), 2 * SHOWN));
  }

  /**
   * All facts of one generation of a read model: each document as text, by its collection and its
   * id. What only says how often a document was written is left out, and so are the pointers to
   * parts, and parts that nothing points to, which a crash leaves behind.
   */
  private SortedMap<String, String> ofGeneration(String generation) {
    SortedMap<String, String> documents = new TreeMap<>();
    MongoDatabase database = store.database();
    for (String collection : database.listCollectionNames()) {
      if (collection.startsWith(generation + "_")) {
        String part = collection.substring(generation.length());
        List<Document> all = database.getCollection(collection).find().into(new ArrayList<>());
        Map<String, String> splits = all.stream()
            .filter(document -> document.containsKey(SPLIT))
            .collect(Collectors.toMap(document -> document.getString(SPLIT), StoredDocuments::id));
        all.stream()
            .filter(document -> !document.containsKey(SPLIT) && !isLeftBehind(id(document), splits))
            .forEach(
                document -> documents.put(part + "/" + name(id(document), splits), text(document)));
      }
    }
    return documents;
  }

  private static String id(Document document) {
    return String.valueOf(document.get("_id"));
  }

  private static String withoutLast(String id) {
    return id.substring(0, Math.max(0, id.lastIndexOf('|')));
  }

  private static boolean isLeftBehind(String id, Map<String, String> splits) {
    String split = withoutLast(id);
    return !splits.containsKey(split) && splits.containsValue(withoutLast(split));
  }

  /** The name of a part without the revision that was split. */
  private static String name(String id, Map<String, String> splits) {
    String whole = splits.get(withoutLast(id));
    return whole == null ? id : name(whole, splits) + id.substring(id.lastIndexOf('|'));
  }

  private static String text(Document document) {
    return document.containsKey(SIZE) ? rows(document).toString() : canonical(document);
  }

  /** The rows of a document, by what they are of, however they are divided among its fields. */
  private static SortedMap<String, String> rows(Document document) {
    SortedMap<String, String> rows = new TreeMap<>();
    for (String field : ROWS) {
      Binary packed = document.get(field, Binary.class);
      if (packed != null) {
        unpacked(packed).forEach(columns -> addRows(columns, rows));
      }
    }
    return rows;
  }

  /** Columns row by row; one that is not present takes away what was there before. */
  private static void addRows(JsonNode columns, SortedMap<String, String> rows) {
    String[] ids = columns.path("ids").asString().split("\n", -1);
    int place = 0;
    int passage = 0;
    for (int i = 0; i < columns.path("versions").size(); i++) {
      if (!columns.path("present").path(i).asBoolean()) {
        rows.remove(ids[i]);
        continue;
      }
      List<String> row = new ArrayList<>(List.of(columns.path("target").toString()));
      for (Map.Entry<String, JsonNode> column : columns.properties()) {
        if (!column.getKey().equals("passages")) {
          boolean ofAll = OF_ALL.contains(column.getKey());
          row.add(column.getKey() + "=" + cell(column.getValue(), ofAll ? i : place));
        }
      }
      int width = 1 + 2 * columns.path("passages").path(passage).asInt();
      for (int next = passage; next < passage + width; next++) {
        row.add(columns.path("passages").path(next).toString());
      }
      passage += width;
      place++;
      rows.put(ids[i], row.toString());
    }
  }

  private static String cell(JsonNode column, int row) {
    if (column.isString()) {
      String[] cells = column.asString().split("\n", -1);
      return row < cells.length ? cells[row] : "";
    }
    return column.path(row).toString();
  }

  private static String canonical(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> members -> members(members);
      case List<?> items -> items(items);
      case Binary packed -> canonical(JSON.convertValue(unpacked(packed), Object.class));
      case null, default -> String.valueOf(value);
    };
  }

  private static String members(Map<?, ?> members) {
    SortedMap<String, String> sorted = new TreeMap<>();
    members.forEach((name, value) -> {
      String member = String.valueOf(name);
      if (member.equals(CHUNKS)) {
        sorted.put(member, new TreeSet<>(((Map<?, ?>) value).keySet()).toString());
      } else if (!member.equals(REVISION) && !member.equals("_id")) {
        sorted.put(member, canonical(value));
      }
    });
    return sorted.toString();
  }

  private static String items(List<?> items) {
    List<String> sorted = new ArrayList<>();
    items.forEach(item -> sorted.add(canonical(item)));
    sorted.sort(null);
    return sorted.toString();
  }

  private static JsonNode unpacked(Binary packed) {
    try (var in = new InflaterInputStream(new ByteArrayInputStream(packed.getData()))) {
      return JSON.readTree(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
