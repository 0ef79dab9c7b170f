package dev.quotaledger.api;

import java.time.ZoneId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a fiscal calendar. */
public sealed interface CalendarCommand extends DomainCommand {

  /** The most periods that one command may carry. */
  int MAX_PERIODS = 1_000;

  /** The calendar that decides. */
  CalendarId calendarId();

  /**
   * Defines a calendar. Repeating it with the same facts changes nothing.
   *
   * <p>Refused with {@link Refusal.AlreadyExists}, {@link Refusal.PeriodsDoNotFit}.
   *
   * @param timeZone the zone in which its days begin
   * @param periods the periods, at most {@link #MAX_PERIODS}, parents and children in any order
   */
  record DefineCalendar(
      @TargetAggregateIdentifier CalendarId calendarId, ZoneId timeZone, List<Period> periods)
      implements CalendarCommand {

    /** Throws {@link InvalidValue} for no or too many periods. */
    public DefineCalendar {
      periods = checked(periods);
    }
  }

  /**
   * Adds periods before the first or after the last; a defined period never changes. Periods that
   * are defined already, exactly so, are passed over.
   *
   * <p>Refused with {@link Refusal.NotFound}, {@link Refusal.PeriodsDoNotFit}.
   *
   * @param periods the further periods, at most {@link #MAX_PERIODS}
   */
  record ExtendCalendar(@TargetAggregateIdentifier CalendarId calendarId, List<Period> periods)
      implements CalendarCommand {

    /** Throws {@link InvalidValue} for no or too many periods. */
    public ExtendCalendar {
      periods = checked(periods);
    }
  }

  private static List<Period> checked(List<Period> periods) {
    if (periods.isEmpty() || periods.size() > MAX_PERIODS) {
      throw new InvalidValue(
          "periods", "1 to " + MAX_PERIODS + " periods", periods.size() + " periods");
    }
    return List.copyOf(periods);
  }
}
