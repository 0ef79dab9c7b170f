package dev.quotaledger.runtime.readstore;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.jspecify.annotations.Nullable;

/**
 * Writes ids and documents into the file as BSON and sorts ids as MongoDB does. The file store's
 * own way is Java serialization, which takes several times the space and time.
 */
final class BsonDataType extends BasicDataType<Object> {

  static final BsonDataType INSTANCE = new BsonDataType();

  private static final int BYTES_PER_DOCUMENT = 150;
  private static final int BYTES_PER_FIELD = 88;
  private static final int BYTES_PER_TEXT = 40;
  private static final int BYTES_PER_SCALAR = 24;

  private BsonDataType() {}

  @Override
  public int compare(Object a, Object b) {
    return a instanceof String left && b instanceof String right
        ? left.compareTo(right)
        : ValueComparator.asc().compare(a, b);
  }

  /** About what it takes in memory, which decides how many documents share a page and the cache. */
  @Override
  public int getMemory(@Nullable Object value) {
    return switch (value) {
      case String text -> BYTES_PER_TEXT + text.length();
      case Map<?, ?> document ->
        BYTES_PER_DOCUMENT
            + document.values().stream().mapToInt(this::getMemoryOfField).sum();
      case Collection<?> list ->
        BYTES_PER_SCALAR + list.stream().mapToInt(this::getMemory).sum();
      case null, default -> BYTES_PER_SCALAR;
    };
  }

  private int getMemoryOfField(@Nullable Object value) {
    return BYTES_PER_FIELD + getMemory(value);
  }

  @Override
  public void write(WriteBuffer target, Object value) {
    Object stored = value instanceof Missing ? null : value;
    byte type = BsonEncoder.determineType(stored);
    ByteBuf encoded = Unpooled.buffer(1024);
    BsonEncoder.encodeValue(type, stored, encoded);
    target.put(type).put(encoded.array(), 0, encoded.writerIndex());
  }

  @Override
  public Object read(ByteBuffer source) {
    byte type = source.get();
    ByteBuf encoded = Unpooled.wrappedBuffer(source);
    Object value = BsonDecoder.decodeValue(type, encoded);
    source.position(source.position() + encoded.readerIndex());
    return Missing.ofNullable(value);
  }

  @Override
  public Object[] createStorage(int size) {
    return new Object[size];
  }
}
