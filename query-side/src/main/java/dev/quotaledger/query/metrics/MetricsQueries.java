package dev.quotaledger.query.metrics;

import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.ReadParameters;
import dev.quotaledger.query.SettledTime;
import dev.quotaledger.query.pipeline.Pipeline;
import dev.quotaledger.query.reference.GroupBy;
import dev.quotaledger.query.reference.Node;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.query.reference.Subjects;
import dev.quotaledger.query.reference.View;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Turns requests for metrics into what they ask about. */
@Component
class MetricsQueries {

  private final Pipeline pipeline;
  private final SettledTime settledTime;
  private final Subjects subjects;

  MetricsQueries(Pipeline pipeline, SettledTime settledTime, Subjects subjects) {
    this.pipeline = pipeline;
    this.settledTime = settledTime;
    this.subjects = subjects;
  }

  /** What a request asks about that may be broken down by anything, and is by rep. */
  Asked ask(MetricsRequest request) {
    return ask(request, GroupBy.REP, EnumSet.allOf(GroupBy.class));
  }

  /**
   * Throws {@link dev.quotaledger.api.InvalidValue} for what the request cannot mean.
   *
   * @param usual what figures are broken down by when the request does not say
   * @param groups what they can be broken down by
   */
  Asked ask(MetricsRequest request, GroupBy usual, Set<GroupBy> groups) {
    GroupBy groupBy = request.groupBy() == null ? usual : GroupBy.parse(request.groupBy(), groups);
    KnownAt known = settledTime.resolve(ReadParameters.knownAt(request.knownAt()));
    View view = new View(ReadParameters.asOf(request.asOf()), known.cut());
    Pipeline.Seen seen = pipeline.seen(view);
    return new Asked(
        MetricsScope.of(request, groupBy, seen.reference(), view),
        view,
        known,
        seen,
        pipeline.isStale());
  }

  /** The nodes as answers show them. */
  Map<Node, SubjectView> views(Collection<Node> nodes, Asked asked) {
    return subjects.views(nodes, asked.seen().reference(), asked.view().knownAt());
  }
}
