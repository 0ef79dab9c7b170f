package dev.quotaledger.published;

import java.util.Map;

/**
 * How a value stands in a published document: as a tree of {@link Map}, {@link java.util.List}, {@link
 * String}, {@link java.math.BigDecimal} and {@link Boolean}.
 *
 * @param <T> the type of the value
 */
interface Form<T> {

  /** The tree that stands for the value. */
  Object write(T value);

  /** The value that the tree stands for; throws {@link IllegalArgumentException} where it is none. */
  T read(Object tree);

  /** What JSON Schema says of such trees. */
  Map<String, Object> schema();
}
