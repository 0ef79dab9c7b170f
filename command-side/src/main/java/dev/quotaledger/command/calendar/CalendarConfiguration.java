package dev.quotaledger.command.calendar;

import dev.quotaledger.runtime.AxonPart;
import dev.quotaledger.runtime.CachedAggregates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How calendars are kept. */
@Configuration(proxyBeanMethods = false)
class CalendarConfiguration {

  static final int CACHED_CALENDARS = 50;

  /** Hardly one ever has as many: most are extended once a year. */
  static final int EVENTS_PER_SNAPSHOT = 100;

  @Bean
  AxonPart calendars() {
    return axon -> axon.configureAggregate(
        CachedAggregates.of(FiscalCalendar.class, CACHED_CALENDARS, EVENTS_PER_SNAPSHOT));
  }
}
