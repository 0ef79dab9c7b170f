package dev.quotaledger.command.imports;

import com.mongodb.client.MongoCollection;
import dev.quotaledger.runtime.readstore.ReadStore;
import dev.quotaledger.runtime.readstore.VersionedDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The imports and their idempotency keys, which no replay gives back: on disk before any of the
 * writing methods returns.
 */
@Component
final class ImportDocuments {

  private static final String ID = "_id";
  private static final String REVISION = "rev";

  private final ReadStore store;
  private final MongoCollection<Document> imports;
  private final VersionedDocuments versioned;
  private final VersionedDocuments keys;

  ImportDocuments(ReadStore store) {
    this.store = store;
    this.imports = store.database().getCollection("imports");
    this.versioned = new VersionedDocuments(imports);
    this.keys = new VersionedDocuments(store.database().getCollection("import-keys"));
  }

  /** The import; empty when there is none of that id. */
  Optional<Import> find(String id) {
    return Optional.ofNullable(imports.find(new Document(ID, id)).first())
        .map(ImportDocuments::read);
  }

  /**
   * The newest first.
   *
   * @param before only those with a smaller id; null for all
   */
  List<Import> list(@Nullable String before, int most) {
    Document older =
        before == null ? new Document() : new Document(ID, new Document("$lt", before));
    return imports
        .find(older)
        .sort(new Document(ID, -1))
        .limit(most)
        .into(new ArrayList<>())
        .stream()
        .map(ImportDocuments::read)
        .toList();
  }

  /**
   * Stores a state of an import.
   *
   * @return the same with the revision that it has now
   * @throws TakenOver when another state was stored since this one was read
   */
  Import save(Import changed) {
    Document document = changed.document();
    if (changed.rev() > 0) {
      document.append(REVISION, changed.rev());
    }
    Set<String> lost = versioned.replaceAll(List.of(document));
    if (!lost.isEmpty()) {
      throw new TakenOver(changed.id());
    }
    store.flush();
    return changed.stored();
  }

  /**
   * The import that an idempotency key stands for from now on.
   *
   * @param key a hash of who asks and the key
   * @param request a hash of what is asked, the file included
   * @param id what the import is to be called when the key is new
   * @return the id that the key came with first; empty when that was another request
   */
  Optional<String> claim(String key, String request, String id) {
    Document claim = new Document(ID, key).append("request", request).append("importId", id);
    boolean isNew = keys.replaceAll(List.of(claim)).isEmpty();
    store.flush();
    Document first = isNew ? claim : keys.byIds(List.of(key)).getOrDefault(key, claim);
    return request.equals(first.getString("request"))
        ? Optional.of(first.getString("importId"))
        : Optional.empty();
  }

  private static Import read(Document document) {
    return Import.of(document, document.get(REVISION, Number.class).longValue());
  }
}
