package dev.quotaledger.query.reference;

import dev.quotaledger.api.RepId;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.Reference;
import dev.quotaledger.runtime.people.Directory;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Names what figures and lines are of: reps by the directory, everything else by the events. */
@Component
public class Subjects {

  private final Directory directory;

  Subjects(Directory directory) {
    this.directory = directory;
  }

  /** The nodes as answers show them, with one look into the directory for all of them. */
  public Map<Node, SubjectView> views(
      Collection<Node> nodes, Reference reference, @Nullable Instant knownAt) {
    Map<RepId, String> names = directory.names(nodes.stream()
        .filter(node -> node.type() == Node.Type.REP)
        .map(node -> new RepId(node.id()))
        .distinct()
        .toList());
    return nodes.stream()
        .distinct()
        .collect(
            Collectors.toMap(Function.identity(), node -> view(node, names, reference, knownAt)));
  }

  private static SubjectView view(
      Node node, Map<RepId, String> names, Reference reference, @Nullable Instant knownAt) {
    String name = node.type() == Node.Type.REP
        ? names.get(new RepId(node.id()))
        : reference.nameOf(node, knownAt);
    return new SubjectView(node.type().name(), node.id(), name);
  }
}
