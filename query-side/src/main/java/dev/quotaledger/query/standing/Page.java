package dev.quotaledger.query.standing;

import dev.quotaledger.query.Cursor;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next the cursor from behind which the next page goes on; null on the last one
 */
record Page<T>(List<T> items, @Nullable String next) {

  /** Where an item stands in its list. */
  interface Place {

    /** The cursor behind it. */
    Cursor cursor();
  }

  /**
   * The page from behind a place on.
   *
   * @param sorted all items, in the order of their places
   * @param behind null for the first page
   * @param most how many items the page has at most
   */
  static <T, P extends Place & Comparable<P>> Page<T> of(
      List<T> sorted, Function<T, P> place, @Nullable P behind, int most) {
    List<T> found = sorted.stream()
        .filter(item -> behind == null || place.apply(item).compareTo(behind) > 0)
        .limit(most + 1L)
        .toList();
    if (found.size() <= most) {
      return new Page<>(found, null);
    }
    List<T> shown = found.subList(0, most);
    return new Page<>(shown, place.apply(shown.getLast()).cursor().encode());
  }
}
