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

/**
 * Writes ids and documents into the file as BSON and sorts ids as MongoDB does. The file store's own way is Java
 * serialization, which takes several times the space and time.
 */
final class BsonDataType extends BasicDataType<Object> {

  static final BsonDataType INSTANCE = new BsonDataType();

  private static final int BYTES_PER_ENTRY = 64;
  private static final int BYTES_PER_SCALAR = 24;

  private BsonDataType() {}

  @Override
  public int compare(Object a, Object b) {
    return a instanceof String left && b instanceof String right
        ? left.compareTo(right)
        : ValueComparator.asc().compare(a, b);
  }

  /** An estimate, which decides how many documents share a page and how many pages the cache holds. */
  @Override
  public int getMemory(Object value) {
    int memory = BYTES_PER_SCALAR;
    switch (value) {
      case null -> {}
      case String text -> memory += text.length();
      case Map<?, ?> document -> {
        for (Object field : document.values()) {
          memory += BYTES_PER_ENTRY + getMemory(field);
        }
      }
      case Collection<?> list -> {
        for (Object item : list) {
          memory += getMemory(item);
        }
      }
      default -> {}
    }
    return memory;
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
