package dev.quotaledger.query.metrics;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.ReadParameters;
import dev.quotaledger.query.SettledTime;
import dev.quotaledger.query.pipeline.Pipeline;
import dev.quotaledger.query.reference.Seen;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.query.reference.Subjects;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
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
   * Throws {@link InvalidValue} for what the request cannot mean.
   *
   * @param usual what figures are broken down by when the request does not say
   * @param groups what they can be broken down by
   */
  Asked ask(MetricsRequest request, GroupBy usual, Set<GroupBy> groups) {
    GroupBy groupBy = request.groupBy() == null ? usual : GroupBy.parse(request.groupBy(), groups);
    KnownAt known = settledTime.resolve(ReadParameters.knownAt(request.knownAt()));
    View view = new View(ReadParameters.asOf(request.asOf()), known.cut());
    Pipeline.Seen seen = pipeline.seen(view);
    Seen shown = Seen.of(seen.reference()::organization, view, known);
    shown.require(groupBy, request.subject());
    return new Asked(
        MetricsScope.of(request, groupBy, seen.reference(), view),
        view,
        known,
        seen,
        shown,
        pipeline.isStale());
  }

  /**
   * The figures as answers show them.
   *
   * @param item of a subject and its figures
   */
  <T, I> List<I> items(
      List<Map.Entry<Node, T>> shown, Asked asked, BiFunction<SubjectView, T, I> item) {
    Map<Node, SubjectView> views = subjects.views(
        shown.stream().map(Map.Entry::getKey).toList(),
        asked.seen().reference(),
        asked.view().knownAt());
    return shown.stream()
        .map(entry ->
            item.apply(Objects.requireNonNull(views.get(entry.getKey())), entry.getValue()))
        .toList();
  }

  /**
   * The figures of one subject.
   *
   * @param subject the bare id
   * @throws InvalidValue when it names none of them
   */
  static <T> Map.Entry<Node, T> one(SortedMap<Node, T> figures, @Nullable String subject) {
    return figures.entrySet().stream()
        .filter(entry -> entry.getKey().id().equals(subject))
        .findFirst()
        .orElseThrow(() -> new InvalidValue(
            "subject",
            "the bare id of something that has such figures",
            Objects.requireNonNullElse(subject, "nothing")));
  }
}
