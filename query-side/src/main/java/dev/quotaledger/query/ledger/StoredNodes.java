package dev.quotaledger.query.ledger;

import dev.quotaledger.proof.Hash;
import dev.quotaledger.proof.Node;
import dev.quotaledger.proof.Nodes;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The hashes of subtrees as they are kept with the entries that complete them. */
final class StoredNodes implements Nodes {

  private final LedgerDocuments documents;

  StoredNodes(LedgerDocuments documents) {
    this.documents = documents;
  }

  @Override
  public List<Hash> hashes(List<Node> addresses) {
    Map<Long, List<Hash>> kept =
        documents.nodes(addresses.stream().map(Node::last).collect(Collectors.toSet()));
    return addresses.stream().map(node -> hash(node, kept.get(node.last()))).toList();
  }

  private static Hash hash(Node node, @Nullable List<Hash> completed) {
    if (completed == null || completed.size() <= node.level()) {
      throw new IllegalStateException(
          "The ledger lacks the hash at level %d of entry %d".formatted(node.level(), node.last()));
    }
    return completed.get(node.level());
  }
}
