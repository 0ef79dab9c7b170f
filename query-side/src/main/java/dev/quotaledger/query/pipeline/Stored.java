package dev.quotaledger.query.pipeline;

import dev.quotaledger.model.Steps;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.store.FactBuckets;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a deal or a lead says in a bucket: its row there as it stands now, and until when that was
 * otherwise.
 *
 * @param source the deal or the lead, by its bare id
 * @param version its last event
 * @param lastEffectiveOn views of this day and later ones are all alike
 * @param lastRecordedAt views that know what was recorded by then are all alike
 * @param row null when it does not belong in the bucket now, but did in some view
 * @param traceable whether the row tells how it was on any earlier day, so that nobody has to fold
 *     what was recorded; null, for no, of leads and spending
 */
record Stored<R>(
    String source,
    long version,
    LocalDate lastEffectiveOn,
    Instant lastRecordedAt,
    @Nullable R row,
    @Nullable Boolean traceable)
    implements FactBuckets.Entry {

  /** What something of which these steps are recorded says now. */
  static <R> Stored<R> of(String source, Steps<?> steps, @Nullable R row) {
    return new Stored<>(
        source, steps.version(), steps.lastEffectiveOn(), steps.lastRecordedAt(), row, null);
  }

  /** Whether the view has the row as it stands now. */
  boolean isAsNow(View view) {
    return view.hasAll(lastEffectiveOn, lastRecordedAt);
  }

  /** Whether the row tells how it was in the view, which knows all of it but has an earlier day. */
  boolean isTraceableIn(View view) {
    return Boolean.TRUE.equals(traceable)
        && row != null
        && view.hasAll(LocalDate.MIN, lastRecordedAt);
  }

  @Override
  public int size() {
    return 1;
  }
}
