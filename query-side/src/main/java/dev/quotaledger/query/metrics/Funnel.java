package dev.quotaledger.query.metrics;

import static dev.quotaledger.query.metrics.Statistics.RATIO_DECIMALS;

import dev.quotaledger.api.DealStage;
import dev.quotaledger.model.DealProgress.Passage;
import dev.quotaledger.query.pipeline.DealRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How deals get from stage to stage. A deal has reached a stage when it was seen in it or in a later
 * one: whoever skips a stage has passed it. Of a deal that was lost before it was ever seen open,
 * only the first is known to be reached.
 */
final class Funnel {

  private static final List<DealStage> ORDER =
      Arrays.stream(DealStage.values()).filter(stage -> stage != DealStage.LOST).toList();

  private Funnel() {}

  /**
   * A stage of the funnel.
   *
   * @param reached how many deals reached it
   * @param advanced how many of them reached the next one
   * @param advanceRate advanced / reached; null where none reached it
   * @param lost how many were lost in it
   * @param here how many stand in it
   * @param medianDays the median of days from entering it to leaving it, of the deals of which both
   *     are known; null where there are none
   */
  record Stage(
      DealStage stage,
      long reached,
      long advanced,
      @Nullable BigDecimal advanceRate,
      long lost,
      long here,
      @Nullable BigDecimal medianDays) {}

  /** The stages in their order, the last of which is to win. */
  static List<Stage> of(List<DealRow> deals) {
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; i < ORDER.size(); i++) {
      int place = i;
      DealStage stage = ORDER.get(i);
      long reached = deals.stream().filter(deal -> furthest(deal) >= place).count();
      long advanced = deals.stream().filter(deal -> furthest(deal) > place).count();
      stages.add(new Stage(
          stage,
          reached,
          advanced,
          stage == DealStage.WON ? null : Statistics.ratio(advanced, reached),
          deals.stream()
              .filter(deal -> deal.stage() == DealStage.LOST && furthest(deal) == place)
              .count(),
          deals.stream().filter(deal -> deal.stage() == stage).count(),
          Statistics.median(
              deals.stream().flatMap(deal -> stays(deal, stage).stream()).toList(),
              RATIO_DECIMALS)));
    }
    return stages;
  }

  private static int furthest(DealRow deal) {
    return Stream.concat(Stream.of(deal.stage()), deal.passages().stream().map(Passage::stage))
        .mapToInt(ORDER::indexOf)
        .reduce(0, Math::max);
  }

  private static List<BigDecimal> stays(DealRow deal, DealStage stage) {
    List<BigDecimal> days = new ArrayList<>();
    List<Passage> passages = deal.passages();
    for (int i = 0; i + 1 < passages.size(); i++) {
      if (passages.get(i).stage() == stage) {
        days.add(between(passages.get(i).enteredOn(), passages.get(i + 1).enteredOn()));
      }
    }
    return days;
  }

  private static BigDecimal between(LocalDate from, LocalDate until) {
    return BigDecimal.valueOf(ChronoUnit.DAYS.between(from, until));
  }
}
