package dev.quotaledger.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody says that a period will end. Each amount is that of the whole period, with what has
 * closed already, in minor units of the plan's currency; each contains the one before it.
 *
 * @param commit what is promised; null when nothing is said of it
 * @param bestCase what comes if all goes well; null when nothing is said of it
 * @param pipeline what comes if everything is won; null when nothing is said of it
 */
public record CallFigures(
    @Nullable Money commit,
    @Nullable Money bestCase,
    @Nullable Money pipeline) {

  /** Whether what is promised is not above the best case, nor either above the pipeline. */
  @JsonIgnore
  public boolean isInOrder() {
    Money[] given =
        Stream.of(commit, bestCase, pipeline).filter(Objects::nonNull).toArray(Money[]::new);
    for (int i = 1; i < given.length; i++) {
      if (given[i - 1].amount().compareTo(given[i].amount()) > 0) {
        return false;
      }
    }
    return true;
  }

  /** These, and what others say where these say nothing. */
  public CallFigures over(@Nullable CallFigures others) {
    return others == null
        ? this
        : new CallFigures(
            commit == null ? others.commit : commit,
            bestCase == null ? others.bestCase : bestCase,
            pipeline == null ? others.pipeline : pipeline);
  }
}
