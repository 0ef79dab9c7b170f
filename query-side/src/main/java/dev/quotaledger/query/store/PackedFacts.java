package dev.quotaledger.query.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Packs a document's facts into one compressed field of JSON. A live figure reads only the subtotals
 * beside it, and a document with hundreds of facts stays a few kilobytes.
 */
public final class PackedFacts<T> {

  private static final int BUFFER_BYTES = 4_096;

  private final ObjectReader reader;
  private final ObjectWriter writer;

  /** For facts of the type, which must be a record that JSON can carry. */
  public PackedFacts(JsonMapper json, Class<T> type) {
    this.reader = json.readerForListOf(type);
    this.writer = json.writer();
  }

  /** For facts of a type with parameters. */
  public PackedFacts(JsonMapper json, TypeReference<List<T>> type) {
    this.reader = json.readerFor(type);
    this.writer = json.writerFor(type);
  }

  /** The facts as one value for a document. */
  public Binary pack(List<T> facts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater, BUFFER_BYTES)) {
      writer.writeValue(out, facts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return new Binary(bytes.toByteArray());
  }

  /** The facts that a document's field holds; none where there is no document. */
  public List<T> unpack(@Nullable Document document, String field) {
    if (document == null || !document.containsKey(field)) {
      return List.of();
    }
    byte[] packed = document.get(field, Binary.class).getData();
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      return reader.readValue(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
