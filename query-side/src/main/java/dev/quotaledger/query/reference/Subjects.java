package dev.quotaledger.query.attainment;

import dev.quotaledger.api.RepId;
import dev.quotaledger.runtime.people.Directory;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Names what figures and lines are of: reps by the directory, everything else by the events. */
@Component
class Subjects {

  private final Directory directory;

  Subjects(Directory directory) {
    this.directory = directory;
  }

  /** The nodes as answers show them, with one look into the directory for all of them. */
  Map<Node, SubjectView> views(Collection<Node> nodes, PlanView plan) {
    Map<RepId, String> names = directory.names(nodes.stream()
        .filter(node -> node.type() == Node.Type.REP)
        .map(node -> new RepId(node.id()))
        .distinct()
        .toList());
    return nodes.stream()
        .distinct()
        .collect(Collectors.toMap(Function.identity(), node -> view(node, plan, names)));
  }

  private static SubjectView view(Node node, PlanView plan, Map<RepId, String> names) {
    String name =
        node.type() == Node.Type.REP ? names.get(new RepId(node.id())) : plan.nameOf(node);
    return new SubjectView(node.type().name(), node.id(), name);
  }
}
