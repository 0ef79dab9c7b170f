package dev.quotaledger.query.quality;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.Cursor;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.ReadParameters;
import dev.quotaledger.query.SettledTime;
import dev.quotaledger.query.pipeline.Pipeline;
import dev.quotaledger.runtime.web.Paging;
import dev.quotaledger.runtime.web.TextInput;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves what of the data does not fit, by kind and source, and the deals and leads behind it. */
@RestController
class DataQualityController {

  private final Pipeline pipeline;
  private final SettledTime settledTime;

  DataQualityController(Pipeline pipeline, SettledTime settledTime) {
    this.pipeline = pipeline;
    this.settledTime = settledTime;
  }

  /** How many deals or leads of a source have a flaw. */
  record Count(Flaw flaw, String source, long count) {}

  /** What does not fit, counted. */
  record CountsAnswer(
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      long total,
      List<Count> items) {}

  /** A page of what does not fit. */
  record FindingsAnswer(
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<Finding> items,
      @Nullable String next) {}

  /** How many there are of each kind and source. */
  @GetMapping("/api/v1/data-quality")
  CountsAnswer counts(
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt) {
    KnownAt known = settledTime.resolve(ReadParameters.knownAt(knownAt));
    View view = new View(ReadParameters.asOf(asOf), known.cut());
    SortedSet<Finding> findings = Findings.in(pipeline.seen(view), view);
    record Kind(Flaw flaw, String source) {}
    List<Count> counts = findings.stream()
        .collect(groupingBy(
            finding -> new Kind(finding.flaw(), finding.source()),
            () -> new TreeMap<>(Comparator.comparing(Kind::flaw).thenComparing(Kind::source)),
            counting()))
        .entrySet()
        .stream()
        .map(entry -> new Count(entry.getKey().flaw(), entry.getKey().source(), entry.getValue()))
        .toList();
    return new CountsAnswer(
        view.asOf(), known.at(), known.settled(), pipeline.isStale(), findings.size(), counts);
  }

  /** The deals and leads that do not fit, of one kind or source or of all. */
  @GetMapping("/api/v1/data-quality/findings")
  FindingsAnswer findings(
      @RequestParam(required = false) @Nullable String flaw,
      @RequestParam(required = false) @Nullable String source,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      Paging paging) {
    Flaw wanted = flaw == null ? null : TextInput.oneOf("flaw", Flaw.class, flaw);
    Finding behind = behind(Cursor.parse(paging.cursor(), 4));
    KnownAt known = settledTime.resolve(ReadParameters.knownAt(knownAt));
    View view = new View(ReadParameters.asOf(asOf), known.cut());
    List<Finding> found = Findings.in(pipeline.seen(view), view).stream()
        .filter(finding -> wanted == null || finding.flaw() == wanted)
        .filter(finding -> source == null || finding.source().equals(source))
        .filter(finding -> behind == null || finding.compareTo(behind) > 0)
        .limit(paging.limit() + 1L)
        .toList();
    boolean more = found.size() > paging.limit();
    List<Finding> shown = more ? found.subList(0, paging.limit()) : found;
    return new FindingsAnswer(
        view.asOf(),
        known.at(),
        known.settled(),
        pipeline.isStale(),
        shown,
        more ? cursor(shown.getLast()) : null);
  }

  private static @Nullable Finding behind(@Nullable Cursor cursor) {
    if (cursor == null) {
      return null;
    }
    List<String> keys = cursor.keys();
    try {
      return new Finding(Flaw.valueOf(keys.getFirst()), keys.get(1), keys.get(2), keys.get(3));
    } catch (IllegalArgumentException _) {
      throw Cursor.invalid(cursor.encode());
    }
  }

  private static String cursor(Finding last) {
    return Cursor.behind(last.flaw().name(), last.source(), last.id(), last.detail())
        .encode();
  }
}
