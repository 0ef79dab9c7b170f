package dev.quotaledger.query.metrics;

import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.ReadParameters;
import dev.quotaledger.query.SettledTime;
import dev.quotaledger.query.pipeline.Pipeline;
import dev.quotaledger.query.reference.Node;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.query.reference.Subjects;
import dev.quotaledger.query.reference.View;
import java.util.Collection;
import java.util.Map;
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

  /** Throws {@link dev.quotaledger.api.InvalidValue} for what the request cannot mean. */
  Asked ask(MetricsRequest request) {
    KnownAt known = settledTime.resolve(ReadParameters.knownAt(request.knownAt()));
    View view = new View(ReadParameters.asOf(request.asOf()), known.cut());
    Pipeline.Seen seen = pipeline.seen(view);
    return new Asked(
        MetricsScope.of(request, seen.reference(), view), view, known, seen, pipeline.isStale());
  }

  /** The nodes as answers show them. */
  Map<Node, SubjectView> views(Collection<Node> nodes, Asked asked) {
    return subjects.views(nodes, asked.seen().reference(), asked.view().knownAt());
  }
}
