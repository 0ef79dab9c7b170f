package dev.quotaledger.runtime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/**
 * A serializer whose bytes are bounded, and compressed where that is asked for. Bytes that were
 * stored without compression are still read.
 */
final class StoredForm implements Serializer {

  /** The largest event or snapshot, in bytes: a quarter of what Axon Server takes in a message. */
  static final int LIMIT_BYTES = 1_000_000;

  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private final Serializer json;
  private final boolean compressed;

  private StoredForm(Serializer json, boolean compressed) {
    this.json = json;
    this.compressed = compressed;
  }

  static StoredForm plain(Serializer json) {
    return new StoredForm(json, false);
  }

  static StoredForm compressed(Serializer json) {
    return new StoredForm(json, true);
  }

  Serializer json() {
    return json;
  }

  @Override
  public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> representation) {
    SerializedObject<byte[]> plain = json.serialize(object, byte[].class);
    byte[] bytes = compressed ? zip(plain.getData()) : plain.getData();
    if (bytes.length > LIMIT_BYTES) {
      throw new MessageTooLarge(plain.getType().getName(), bytes.length, LIMIT_BYTES);
    }
    return getConverter()
        .convert(
            new SimpleSerializedObject<>(bytes, byte[].class, plain.getType()), representation);
  }

  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals") // as Axon declares it
  public <S, T> T deserialize(SerializedObject<S> stored) {
    if (!byte[].class.equals(stored.getContentType())) {
      return json.deserialize(stored);
    }
    byte[] bytes = (byte[]) stored.getData();
    return json.deserialize(new SimpleSerializedObject<>(
        isZipped(bytes) ? unzip(bytes) : bytes, byte[].class, stored.getType()));
  }

  private static boolean isZipped(byte[] bytes) {
    return bytes.length > 1 && (bytes[0] & 0xff) == GZIP_FIRST && (bytes[1] & 0xff) == GZIP_SECOND;
  }

  private static byte[] zip(byte[] bytes) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream(bytes.length / 4 + 64);
    try (OutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }

  private static byte[] unzip(byte[] bytes) {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return gzip.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("A stored object cannot be decompressed.", e);
    }
  }

  @Override
  public <T> boolean canSerializeTo(Class<T> representation) {
    return json.canSerializeTo(representation);
  }

  @Override
  public Class<?> classForType(SerializedType type) {
    return json.classForType(type);
  }

  @Override
  @SuppressWarnings("rawtypes") // as Axon declares it
  public SerializedType typeForClass(@Nullable Class type) {
    return json.typeForClass(type);
  }

  @Override
  public Converter getConverter() {
    return json.getConverter();
  }
}
