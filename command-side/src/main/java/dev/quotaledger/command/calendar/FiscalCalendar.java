package dev.quotaledger.command.calendar;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.quotaledger.api.CalendarCommand.DefineCalendar;
import dev.quotaledger.api.CalendarCommand.ExtendCalendar;
import dev.quotaledger.api.CalendarEvent;
import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.CalendarEvent.CalendarExtended;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.command.Decider;
import dev.quotaledger.model.Calendar;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A fiscal calendar: named periods that form a tree.
 *
 * <p>A calendar is defined with its first periods and is extended before the first or after the
 * last, year by year. It never ends, and what it once said of a period stays true.
 *
 * <ol>
 *   <li>The outermost periods follow each other without gap or overlap.
 *   <li>The periods within another one follow each other without gap or overlap and fill it.
 *   <li>A period's name is its own, and what is above it exists; parents and children may be named
 *       in any order. At most 10 levels lie above each other.
 *   <li>A defined period never changes, and nothing is ever put into one.
 *   <li>A calendar has at most 5,000 periods and 100 years, a period at most 10 years.
 *   <li>Naming what is defined already, exactly so, records nothing.
 * </ol>
 */
@Revision("1")
final class FiscalCalendar extends Decider {

  @AggregateIdentifier
  private @Nullable CalendarId calendarId;

  private final Calendar calendar = new Calendar();

  /** For Axon, which folds the events into it. */
  FiscalCalendar() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(DefineCalendar command) {
    if (calendarId == null) {
      PeriodTree.check(command.periods(), calendar);
      apply(new CalendarDefined(command.calendarId(), command.timeZone(), command.periods()));
    } else if (!isDefinedAs(command)) {
      throw new Refusal.AlreadyExists("calendar", command.calendarId().value()).asException();
    }
  }

  @CommandHandler
  void decide(ExtendCalendar command) {
    List<Period> further = PeriodTree.check(command.periods(), calendar);
    if (!further.isEmpty()) {
      apply(new CalendarExtended(command.calendarId(), further));
    }
  }

  @EventSourcingHandler
  void evolve(CalendarEvent event, MetaData metadata) {
    calendarId = event.calendarId();
    calendar.evolve(event);
    remember(metadata);
  }

  private boolean isDefinedAs(DefineCalendar command) {
    return calendar.timeZone().equals(command.timeZone())
        && command.periods().stream()
            .allMatch(period ->
                calendar.period(period.periodId()).filter(period::equals).isPresent());
  }
}
