package dev.quotaledger.runtime;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.quotaledger.api.AlertKind;
import dev.quotaledger.api.AlertRuleFacts;
import dev.quotaledger.api.DealFacts;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.LeadFacts;
import dev.quotaledger.api.LeadStatus;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of a message that may be absent, those of its parts included. */
public final class OptionalFields {

  private OptionalFields() {}

  /** The paths of the fields that are null. */
  static List<String> absentFrom(@Nullable Object value, String path) {
    return paths(value, path).toList();
  }

  private static Stream<String> paths(@Nullable Object value, String path) {
    return switch (value) {
      case null -> Stream.of(path);
      case List<?> list -> list.stream().flatMap(element -> paths(element, path));
      case Record whole
      when hasParts(whole) ->
        components(whole).flatMap(part -> paths(valueOf(part, whole), path + "." + part.getName()));
      default -> Stream.empty();
    };
  }

  /** The same without every field that may be absent. */
  public static @Nullable Object without(@Nullable Object value) {
    return switch (value) {
      case DealFacts facts ->
        new DealFacts(
            facts.source(),
            null,
            List.of(),
            null,
            null,
            null,
            DealStage.PROSPECTING,
            null,
            null,
            null,
            null,
            null);
      case LeadFacts facts ->
        new LeadFacts(facts.source(), null, null, LeadStatus.NEW, null, null, null);
      case AlertRuleFacts facts ->
        new AlertRuleFacts(
            facts.planId(),
            null,
            AlertKind.PACE_BELOW,
            facts.level(),
            facts.thresholds(),
            facts.hysteresis(),
            null);
      case List<?> list -> list.stream().map(OptionalFields::without).toList();
      case Record whole when hasParts(whole) -> withoutOptional(whole);
      case null, default -> value;
    };
  }

  private static Record withoutOptional(Record whole) {
    @Nullable
    Object[] parts = components(whole)
        .map(part -> isOptional(part) ? null : without(valueOf(part, whole)))
        .toArray();
    try {
      Constructor<? extends Record> constructor = whole
          .getClass()
          .getDeclaredConstructor(
              components(whole).map(RecordComponent::getType).toArray(Class<?>[]::new));
      return constructor.newInstance(parts);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("No " + whole.getClass() + " of " + Arrays.toString(parts), e);
    }
  }

  /** Whether it is written part by part, and not as one text. */
  private static boolean hasParts(Record whole) {
    return Arrays.stream(whole.getClass().getMethods())
        .noneMatch(method -> method.isAnnotationPresent(JsonValue.class));
  }

  private static Stream<RecordComponent> components(Record whole) {
    return Arrays.stream(whole.getClass().getRecordComponents());
  }

  private static boolean isOptional(RecordComponent part) {
    return part.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static @Nullable Object valueOf(RecordComponent part, Record whole) {
    try {
      return part.getAccessor().invoke(whole);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(part.toString(), e);
    }
  }
}
