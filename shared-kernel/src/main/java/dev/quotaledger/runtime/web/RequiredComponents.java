package dev.quotaledger.runtime.web;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * A record's component is required, and refuses {@code null}, unless it is marked {@link Nullable}: what the compiler
 * checks inside is what clients are held to. The elements of a list likewise.
 */
final class RequiredComponents extends JacksonAnnotationIntrospector {

  private static final long serialVersionUID = 1L;

  @Override
  public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
    Boolean declared = super.hasRequiredMarker(config, member);
    if (declared != null) {
      return declared;
    }
    AnnotatedType type = componentOf(member);
    return type == null ? null : !isNullable(type);
  }

  @Override
  public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
    JsonSetter.Value declared = super.findSetterInfo(config, annotated);
    AnnotatedType type = componentOf(annotated);
    if (type == null || !declared.equals(JsonSetter.Value.empty())) {
      return declared;
    }
    return JsonSetter.Value.construct(
        isNullable(type) ? Nulls.DEFAULT : Nulls.FAIL,
        isCollectionOfNonNull(type) ? Nulls.FAIL : Nulls.DEFAULT);
  }

  /** The type of the record component that a constructor's parameter stands for; null for anything else. */
  private static @Nullable AnnotatedType componentOf(Annotated annotated) {
    if (!(annotated instanceof AnnotatedParameter parameter)) {
      return null;
    }
    Class<?> owner = parameter.getDeclaringClass();
    RecordComponent[] components = owner.getRecordComponents();
    if (components == null || !isNullMarked(owner) || !isCanonical(parameter, components)) {
      return null;
    }
    return components[parameter.getIndex()].getAnnotatedType();
  }

  private static boolean isCanonical(AnnotatedParameter parameter, RecordComponent[] components) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
    return parameter.getOwner().getParameterCount() == types.length
        && parameter.getOwner().getMember() instanceof java.lang.reflect.Constructor<?> constructor
        && Arrays.equals(constructor.getParameterTypes(), types);
  }

  private static boolean isNullMarked(Class<?> type) {
    for (Class<?> scope = type; scope != null; scope = scope.getEnclosingClass()) {
      if (scope.isAnnotationPresent(NullMarked.class)) {
        return true;
      }
    }
    return type.getPackage().isAnnotationPresent(NullMarked.class);
  }

  private static boolean isNullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  private static boolean isCollectionOfNonNull(AnnotatedType type) {
    return type instanceof AnnotatedParameterizedType generic
        && Arrays.stream(generic.getAnnotatedActualTypeArguments())
            .noneMatch(RequiredComponents::isNullable);
  }
}
