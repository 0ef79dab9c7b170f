package dev.quotaledger.runtime.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.core.util.Json31;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.configuration.SpringDocSealedClassModule;

/**
 * Describes the types of bodies as they are read and written: what is not marked {@link Nullable} is required, and a
 * name tells whose type it is, since several controllers have an {@code Answer}.
 */
final class DescribedModels extends ModelResolver {

  private static final String CONTROLLER = "Controller";

  DescribedModels() {
    super(mapper(), new Names());
    openapi31(true);
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper = Json31.mapper().copy().registerModule(new SpringDocSealedClassModule());
    return mapper.setAnnotationIntrospector(new AnnotationIntrospectorPair(
        new Required(), mapper.getSerializationConfig().getAnnotationIntrospector()));
  }

  /** {@code DealController.Answer} is a {@code DealAnswer}. */
  private static final class Names extends TypeNameResolver {

    @Override
    protected String getNameOfClass(Class<?> type) {
      Class<?> owner = type.getEnclosingClass();
      if (owner == null) {
        return type.getSimpleName();
      }
      String whose = owner.getSimpleName();
      String stem = whose.endsWith(CONTROLLER)
          ? whose.substring(0, whose.length() - CONTROLLER.length())
          : whose;
      return type.getSimpleName().startsWith(stem)
          ? type.getSimpleName()
          : stem + type.getSimpleName();
    }
  }

  /** The same rule as that of {@link RequiredComponents}, for the older Jackson that describes. */
  private static final class Required extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
      RecordComponent[] components = member.getDeclaringClass().getRecordComponents();
      return components == null
          ? null
          : Arrays.stream(components)
              .filter(component -> component.getName().equals(member.getName()))
              .findFirst()
              .map(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
              .orElse(null);
    }
  }
}
