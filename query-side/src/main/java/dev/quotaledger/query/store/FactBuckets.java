package dev.quotaledger.query.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import dev.quotaledger.runtime.readstore.VersionedDocuments;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Facts in buckets, each of which is read by its name. What one source says in a bucket is replaced
 * as a whole, by the version of the source, so that redelivery changes nothing. A document that
 * outgrows its bound is split by source into sixteen parts, each of which is split in the same manner
 * when it outgrows the bound itself.
 *
 * @param <K> the names of buckets, by their text; no name may begin with another one and a bar
 * @param <E> what one source says in one bucket
 */
public final class FactBuckets<K, E extends FactBuckets.Entry> {

  private static final String DIGITS = "0123456789abcdef";
  private static final String SPLIT = "split";

  private final VersionedDocuments documents;
  private final int maxFacts;
  private final Form<K, E> form;

  /** What one source says in one bucket. */
  public interface Entry {

    /** The source's identifier, unique among those of the buckets. */
    String source();

    /** The source's last event that this takes into account. */
    long version();

    /** How many facts it is, at least 1. */
    int size();
  }

  /** How the entries of a bucket stand in a document. */
  public interface Form<K, E> {

    /** The fields of a document with these entries. */
    Document write(K bucket, List<E> entries);

    /** The entries of a document. */
    List<E> read(Document document);
  }

  /**
   * Buckets in a collection of their own.
   *
   * @param maxFacts the most facts in a document, unless all of them are of one source
   */
  public FactBuckets(MongoCollection<Document> collection, int maxFacts, Form<K, E> form) {
    this.documents = new VersionedDocuments(collection);
    this.maxFacts = maxFacts;
    this.form = form;
  }

  /** Puts what the sources say into their buckets. */
  public void write(Map<K, List<E>> entries) {
    Map<String, Change<K, E>> changes = new HashMap<>();
    entries.forEach(
        (bucket, ofBucket) -> changes.put(bucket.toString(), new Change<>(bucket, ofBucket)));
    write(changes, 0);
  }

  /** What a bucket or a part of it has to take in. */
  private record Change<K, E>(K bucket, List<E> entries) {}

  /**
   * Writes level by level: what has no room in a document goes on to its parts.
   *
   * @param level how often what the documents are parts of was split
   */
  private void write(Map<String, Change<K, E>> changes, int level) {
    Map<String, String> splits = new HashMap<>();
    documents.update(changes.keySet(), (id, document) -> {
      Change<K, E> change = Objects.requireNonNull(changes.get(id));
      splits.remove(id);
      if (document != null && document.containsKey(SPLIT)) {
        splits.put(id, document.getString(SPLIT));
        return document;
      }
      List<E> all = merged(entriesOf(document), change.entries);
      if (fit(all)) {
        return form.write(change.bucket, all);
      }
      String split = split(id, document, change.bucket, level);
      splits.put(id, split);
      return new Document(SPLIT, split);
    });
    if (!splits.isEmpty()) {
      Map<String, Change<K, E>> ofParts = new HashMap<>();
      splits.forEach((id, split) -> {
        Change<K, E> change = Objects.requireNonNull(changes.get(id));
        change.entries.stream()
            .collect(groupingBy(entry -> part(split, entry, level)))
            .forEach((part, ofPart) -> ofParts.put(part, new Change<>(change.bucket, ofPart)));
      });
      write(ofParts, level + 1);
    }
  }

  /**
   * Writes what stands in a document into parts of it; answers what they are named after. That is
   * the revision that is split, and they are written before anything points to them: whoever splits
   * the same revision writes the same, and what a crash leaves behind is never read.
   */
  private String split(String id, @Nullable Document document, K bucket, int level) {
    String split = id + "|" + (document == null ? 0 : document.get("rev"));
    Map<String, List<E>> parts =
        entriesOf(document).stream().collect(groupingBy(entry -> part(split, entry, level)));
    documents.update(
        parts.keySet(),
        (part, present) ->
            present == null ? form.write(bucket, parts.getOrDefault(part, List.of())) : present);
    return split;
  }

  /**
   * The documents that hold the buckets, with one read for each level of splits that there is.
   *
   * @param fields those that the caller needs
   */
  public Stream<Document> documents(Collection<K> buckets, String... fields) {
    return documentsOf(buckets.stream().map(Object::toString).toList(), fields);
  }

  /**
   * The same of documents by their ids, or of their parts where they were split meanwhile.
   *
   * @param fields those that the caller needs
   */
  public Stream<Document> documentsOf(List<String> ids, String... fields) {
    List<String> wanted = new ArrayList<>(List.of(fields));
    wanted.add(SPLIT);
    List<Document> found = new ArrayList<>();
    List<String> level = ids;
    while (!level.isEmpty()) {
      List<String> parts = new ArrayList<>();
      for (Document document :
          documents.byIds(level, Projections.include(wanted)).values()) {
        String split = document.getString(SPLIT);
        if (split == null) {
          found.add(document);
        } else {
          DIGITS.chars().forEach(digit -> parts.add(part(split, (char) digit)));
        }
      }
      level = parts;
    }
    return found.stream();
  }

  /**
   * What the documents that hold the buckets say, decoded once for each revision of one.
   *
   * @param decoded of this collection; its function answers null for what has no entries
   */
  public <T> List<T> decoded(Collection<K> buckets, Decoded<T> decoded) {
    List<T> found = new ArrayList<>();
    List<String> level = buckets.stream().map(Object::toString).toList();
    while (!level.isEmpty()) {
      List<String> parts = new ArrayList<>();
      Decoded.Read<T> read = decoded.read(documents, level);
      found.addAll(read.values());
      for (Document pointer : read.pointers()) {
        String split = pointer.getString(SPLIT);
        DIGITS.chars().forEach(digit -> parts.add(part(split, (char) digit)));
      }
      level = parts;
    }
    return found;
  }

  private List<E> entriesOf(@Nullable Document document) {
    return document == null ? List.of() : form.read(document);
  }

  private static String part(String split, char digit) {
    return split + "|" + digit;
  }

  /** Each level goes by another digit of the source's digest, so that in the end all part. */
  private static String part(String split, Entry entry, int level) {
    byte[] source = entry.source().getBytes(UTF_8);
    return part(split, HexFormat.of().formatHex(sha256(source)).charAt(level));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** What a single source says is not divided; the events that it may have bound it. */
  private boolean fit(List<E> entries) {
    int facts = entries.stream().mapToInt(Entry::size).sum();
    return facts <= maxFacts || entries.size() == 1;
  }

  private static <E extends Entry> List<E> merged(List<E> present, List<E> changes) {
    Map<String, E> entries = new LinkedHashMap<>();
    present.forEach(entry -> entries.put(entry.source(), entry));
    changes.forEach(change ->
        entries.merge(change.source(), change, (a, b) -> a.version() < b.version() ? b : a));
    return List.copyOf(entries.values());
  }
}
