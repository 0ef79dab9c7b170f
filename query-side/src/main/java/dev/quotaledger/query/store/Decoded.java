package dev.quotaledger.query.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.model.Projections;
import dev.quotaledger.runtime.readstore.VersionedDocuments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Gatherers;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What the documents of one collection say, decoded: kept in memory for the revision from which it
 * was decoded, and never given for another one. A reader asks for the revisions first, and reads and
 * decodes only what it does not have.
 *
 * @param <T> what one document says; immutable
 */
public final class Decoded<T> {

  private static final String ID = "_id";
  private static final String REVISION = "rev";
  private static final long KILOBYTE = 1_024;

  /** How many whole documents are in memory at a time. */
  private static final int AT_ONCE = 500;

  private final Cache<String, Revised<T>> values;
  private final Function<Document, @Nullable T> decode;

  private record Revised<T>(long revision, T value) {}

  private record Found<T>(Document document, @Nullable T value) {}

  /**
   * Nothing yet.
   *
   * @param decode what a document says; null when it is a pointer to others
   * @param bytes about how much of the heap one value takes
   * @param mostBytes how much all of them may take
   */
  public Decoded(Function<Document, @Nullable T> decode, ToLongFunction<T> bytes, long mostBytes) {
    this.decode = decode;
    this.values = Caffeine.newBuilder()
        .maximumWeight(Math.max(1, mostBytes / KILOBYTE))
        .weigher((String _, Revised<T> value) ->
            Math.clamp(1 + bytes.applyAsLong(value.value) / KILOBYTE, 1, Integer.MAX_VALUE))
        .build();
  }

  /**
   * What some documents say.
   *
   * @param pointers the documents that say nothing themselves, whole
   */
  record Read<T>(List<T> values, List<Document> pointers) {}

  /** Reads what these documents say, each from one revision; every core decodes. */
  public List<T> values(VersionedDocuments documents, Collection<String> ids) {
    return read(documents, ids).values;
  }

  /** The same with the pointers among them. */
  Read<T> read(VersionedDocuments documents, Collection<String> ids) {
    Read<T> read = new Read<>(new ArrayList<>(), new ArrayList<>());
    List<String> missing = new ArrayList<>();
    documents.byIds(ids, Projections.include(REVISION)).forEach((id, head) -> {
      Revised<T> known = values.getIfPresent(id);
      if (known != null && known.revision == revision(head)) {
        read.values.add(known.value);
      } else {
        missing.add(id);
      }
    });
    missing.stream()
        .gather(Gatherers.windowFixed(AT_ONCE))
        .forEach(some -> readWhole(documents, some, read));
    return read;
  }

  /** A document may have been written since its revision was read: both come from this read. */
  private void readWhole(VersionedDocuments documents, List<String> ids, Read<T> read) {
    int cores = Runtime.getRuntime().availableProcessors();
    documents.byIds(ids).values().stream()
        .gather(Gatherers.mapConcurrent(
            cores, document -> new Found<>(document, decode.apply(document))))
        .forEach(found -> {
          if (found.value == null) {
            read.pointers.add(found.document);
          } else {
            values.put(
                found.document.getString(ID), new Revised<>(revision(found.document), found.value));
            read.values.add(found.value);
          }
        });
  }

  private static long revision(Document document) {
    return document.get(REVISION, Number.class).longValue();
  }
}
