package dev.quotaledger.query.metrics;

import dev.quotaledger.query.Cursor;
import dev.quotaledger.runtime.web.Paging;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of what a figure is made of, by id.
 *
 * @param next the place from behind which the next page goes on; null on the last one
 */
record Slice<T>(List<T> rows, @Nullable String next) {

  /**
   * The page that is asked for.
   *
   * @param id is another one for each row
   */
  static <T> Slice<T> of(Collection<T> all, Function<T, String> id, Paging paging) {
    Cursor behind = Cursor.parse(paging.cursor(), 1);
    List<T> found = all.stream()
        .filter(row -> behind == null || id.apply(row).compareTo(behind.keys().getFirst()) > 0)
        .sorted(Comparator.comparing(id))
        .limit(paging.limit() + 1L)
        .toList();
    if (found.size() <= paging.limit()) {
      return new Slice<>(found, null);
    }
    List<T> shown = found.subList(0, paging.limit());
    return new Slice<>(shown, Cursor.behind(id.apply(shown.getLast())).encode());
  }
}
