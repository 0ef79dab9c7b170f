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
            .forEach(document ->
                documents.put(part + "/" + name(id(document), splits), canonical(document)));
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
