package dev.quotaledger.published;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The published form of a record: an object with a property for each of its components, in their
 * order. What a property is called is said here, whatever the component is called.
 *
 * @param <R> the record
 */
final class Shape<R extends Record> implements Form<R> {

  private final Constructor<R> constructor;
  private final List<Property<R, ?>> properties;

  /** What stands for one component; absent where it is null, if it may be. */
  record Property<R, T>(String name, Function<R, @Nullable T> of, Form<T> form, boolean required) {

    private void write(R value, Map<String, Object> tree) {
      T part = of.apply(value);
      if (part != null) {
        tree.put(name, form.write(part));
      } else if (required) {
        throw new IllegalArgumentException("Nothing to publish as " + name + " of " + value);
      }
    }

    private @Nullable Object read(Map<?, ?> tree) {
      Object part = tree.get(name);
      if (part == null && required) {
        throw new IllegalArgumentException("There is no " + name);
      }
      try {
        return part == null ? null : form.read(part);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
      }
    }
  }

  private Shape(Constructor<R> constructor, List<Property<R, ?>> properties) {
    this.constructor = constructor;
    this.properties = properties;
  }

  /** The form with one property for each component, in their order. */
  @SafeVarargs
  @SuppressWarnings("varargs") // they are only read
  static <R extends Record> Shape<R> of(Class<R> type, Property<R, ?>... properties) {
    RecordComponent[] components = type.getRecordComponents();
    if (components.length != properties.length) {
      throw new IllegalArgumentException(type
          + " has %d components, of which %d are published"
              .formatted(components.length, properties.length));
    }
    try {
      return new Shape<>(
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new)),
          List.of(properties));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A property that is always there. */
  static <R, T> Property<R, T> field(String name, Function<R, @Nullable T> of, Form<T> form) {
    return new Property<>(name, of, form, true);
  }

  /** A property that is absent where there is no value. */
  static <R, T> Property<R, T> optional(String name, Function<R, @Nullable T> of, Form<T> form) {
    return new Property<>(name, of, form, false);
  }

  @Override
  public Object write(R value) {
    Map<String, Object> tree = new LinkedHashMap<>();
    properties.forEach(property -> property.write(value, tree));
    return tree;
  }

  /** Properties that it does not know are passed over: a newer writer may have added them. */
  @Override
  public R read(Object tree) {
    Map<?, ?> object = Forms.cast(Map.class, tree);
    try {
      return constructor.newInstance(
          properties.stream().map(property -> property.read(object)).toArray());
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(String.valueOf(e.getCause()), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> described = new LinkedHashMap<>();
    properties.forEach(property -> described.put(property.name, property.form.schema()));
    return Json.object(
        "type",
        "object",
        "properties",
        described,
        "required",
        properties.stream().filter(Property::required).map(Property::name).toList());
  }
}
