package dev.quotaledger.model;

import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DealEvent.DealHistoryRecorded;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealStage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fold of how a deal got where it stands.
 *
 * @param state where it stands
 * @param openedOn the day from which it is known to be open
 * @param passages the stages that it went through and when it entered each, the present one last. A
 *     deal that first became known when it was closed has none before that
 */
public record DealProgress(DealState state, LocalDate openedOn, List<Passage> passages) {

  /** A stage that a deal entered on a day. */
  public record Passage(DealStage stage, LocalDate enteredOn) {}

  /** The passages are copied. */
  public DealProgress {
    passages = List.copyOf(passages);
  }

  /**
   * The progress after the event.
   *
   * @param progress the progress before; null before {@link DealOpened}
   */
  public static DealProgress evolve(@Nullable DealProgress progress, DealEvent event) {
    DealState next = DealState.evolve(progress == null ? null : progress.state, event);
    if (progress == null) {
      return opened(next, (DealOpened) event);
    }
    boolean moves = next.stage() != progress.state.stage();
    return new DealProgress(
        next,
        progress.openedOn,
        moves ? progress.entering(next.stage(), event.effectiveOn()) : progress.passages);
  }

  /**
   * With what records of the past tell: the stages that it went through, and how it was.
   *
   * @param past in the order of the moments of which they tell, at least one
   * @param then the record that tells how it was; null when it was as it is known to be
   */
  DealProgress withPast(List<DealHistoryRecorded> past, @Nullable DealHistoryRecorded then) {
    LocalDate last = past.getLast().effectiveOn();
    List<Passage> all = new ArrayList<>();
    past.forEach(record -> add(all, new Passage(record.stage(), record.effectiveOn())));
    passages.stream()
        .filter(passage -> passage.enteredOn.isAfter(last)
            || (passage.enteredOn.equals(last) && passage.stage.isClosed()))
        .forEach(passage -> add(all, passage));
    return new DealProgress(then == null ? state : state.asToldBy(then), openedOn, all);
  }

  private static void add(List<Passage> passages, Passage next) {
    if (passages.isEmpty() || passages.getLast().stage != next.stage) {
      passages.add(next);
    }
  }

  private static DealProgress opened(DealState state, DealOpened event) {
    LocalDate day = event.effectiveOn();
    boolean seenOpen = !event.facts().stage().isClosed();
    return new DealProgress(
        state, day, seenOpen ? List.of(new Passage(state.stage(), day)) : List.of());
  }

  /** What was entered on that day or later no longer counts. */
  private List<Passage> entering(DealStage stage, LocalDate day) {
    List<Passage> result = new ArrayList<>(
        passages.stream().filter(passage -> passage.enteredOn.isBefore(day)).toList());
    result.add(new Passage(stage, day));
    return result;
  }
}
