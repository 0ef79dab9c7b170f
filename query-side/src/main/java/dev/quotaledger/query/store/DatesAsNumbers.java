package dev.quotaledger.query.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/** Writes dates and moments as whole numbers, and reads them back exactly. */
final class DatesAsNumbers extends SimpleModule {

  private static final long serialVersionUID = 1L;

  private static final long NANOS = 1_000_000_000L;

  DatesAsNumbers() {
    super("quotaledger-dates-as-numbers");
    add(LocalDate.class, LocalDate::toEpochDay, LocalDate::ofEpochDay);
    add(Instant.class, DatesAsNumbers::nanos, DatesAsNumbers::moment);
  }

  /** Until the year 2262; throws {@link ArithmeticException} after that. */
  private static long nanos(Instant moment) {
    return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), NANOS), moment.getNano());
  }

  private static Instant moment(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }

  private <T> void add(Class<T> type, ToLongFunction<T> write, LongFunction<T> read) {
    addSerializer(new StdScalarSerializer<T>(type) {
      @Override
      public void serialize(T value, JsonGenerator out, SerializationContext context) {
        out.writeNumber(write.applyAsLong(value));
      }
    });
    addDeserializer(type, new StdScalarDeserializer<T>(type) {
      @Override
      public T deserialize(JsonParser in, DeserializationContext context) {
        return read.apply(in.getLongValue());
      }
    });
  }
}
