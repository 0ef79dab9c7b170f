package dev.quotaledger.query.metrics;

import dev.quotaledger.query.Cursor;
import dev.quotaledger.query.reference.Node;
import dev.quotaledger.runtime.web.Paging;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A page of figures in the order of what they are of.
 *
 * @param next the place from behind which the next page goes on; null on the last one
 */
record Page<T>(List<Map.Entry<Node, T>> entries, @Nullable String next) {

  /**
   * The page that is asked for.
   *
   * @param subject the bare id of what the figures shall be of; null for anything
   */
  static <T> Page<T> of(SortedMap<Node, T> figures, @Nullable String subject, Paging paging) {
    Node behind = node(Cursor.parse(paging.cursor(), 2));
    List<Map.Entry<Node, T>> found = figures.entrySet().stream()
        .filter(entry -> subject == null || subject.equals(entry.getKey().id()))
        .filter(entry -> behind == null || entry.getKey().compareTo(behind) > 0)
        .limit(paging.limit() + 1L)
        .toList();
    if (found.size() <= paging.limit()) {
      return new Page<>(found, null);
    }
    List<Map.Entry<Node, T>> shown = found.subList(0, paging.limit());
    Node last = shown.getLast().getKey();
    return new Page<>(shown, Cursor.behind(last.type().name(), last.id()).encode());
  }

  private static @Nullable Node node(@Nullable Cursor cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      return new Node(Node.Type.valueOf(cursor.keys().getFirst()), cursor.keys().getLast());
    } catch (IllegalArgumentException _) {
      throw Cursor.invalid(cursor.encode());
    }
  }
}
