package dev.quotaledger.query.reference;

import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.query.Cursor;
import dev.quotaledger.runtime.web.Paging;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of figures in the order of what they are of.
 *
 * @param next the place from behind which the next page goes on; null on the last one
 */
public record NodePage<T>(
    List<Map.Entry<Node, T>> entries, @Nullable String next) {

  /**
   * The page that is asked for.
   *
   * @param figures in the order of their nodes
   * @param subject the bare id of what the figures shall be of; null for anything
   * @throws dev.quotaledger.api.InvalidValue for a cursor that no page gave
   */
  public static <T> NodePage<T> of(Map<Node, T> figures, @Nullable String subject, Paging paging) {
    Cursor cursor = Cursor.parse(paging.cursor(), 2);
    Node behind = cursor == null ? null : node(cursor);
    List<Map.Entry<Node, T>> found = figures.entrySet().stream()
        .filter(entry -> subject == null || subject.equals(entry.getKey().id()))
        .filter(entry -> behind == null || entry.getKey().compareTo(behind) > 0)
        .limit(paging.limit() + 1L)
        .toList();
    if (found.size() <= paging.limit()) {
      return new NodePage<>(found, null);
    }
    List<Map.Entry<Node, T>> shown = found.subList(0, paging.limit());
    Node last = shown.getLast().getKey();
    return new NodePage<>(shown, Cursor.behind(last.type().name(), last.id()).encode());
  }

  /** What figures on the page are of. */
  public List<Node> nodes() {
    return entries.stream().map(Map.Entry::getKey).toList();
  }

  /**
   * The node that the last two keys of a cursor name.
   *
   * @throws dev.quotaledger.api.InvalidValue where they name none
   */
  public static Node node(Cursor cursor) {
    List<String> keys = cursor.keys();
    try {
      return new Node(Node.Type.valueOf(keys.get(keys.size() - 2)), keys.getLast());
    } catch (IllegalArgumentException _) {
      throw Cursor.invalid(cursor.encode());
    }
  }
}
