package dev.quotaledger.query.standing;

import dev.quotaledger.query.Cursor;
import dev.quotaledger.query.reference.Node;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where something stands in a list that is in the order of what its items are of. */
record NodePlace(Node node) implements Page.Place, Comparable<NodePlace> {

  /** Throws {@link dev.quotaledger.api.InvalidValue} for a cursor that no page gave. */
  static @Nullable NodePlace parse(@Nullable String text) {
    Cursor cursor = Cursor.parse(text, 2);
    return cursor == null ? null : new NodePlace(node(cursor));
  }

  /** The node that the last two keys of a cursor name. */
  static Node node(Cursor cursor) {
    List<String> keys = cursor.keys();
    try {
      return new Node(Node.Type.valueOf(keys.get(keys.size() - 2)), keys.getLast());
    } catch (IllegalArgumentException _) {
      throw Cursor.invalid(cursor.encode());
    }
  }

  /** The page of those entries that are of the node. */
  static <T> Page<Map.Entry<Node, T>> page(
      Map<Node, T> sorted, @Nullable Node only, @Nullable NodePlace behind, int most) {
    List<Map.Entry<Node, T>> wanted = sorted.entrySet().stream()
        .filter(entry -> only == null || only.equals(entry.getKey()))
        .toList();
    return Page.of(wanted, entry -> new NodePlace(entry.getKey()), behind, most);
  }

  @Override
  public Cursor cursor() {
    return Cursor.behind(node.type().name(), node.id());
  }

  @Override
  public int compareTo(NodePlace other) {
    return node.compareTo(other.node);
  }
}
