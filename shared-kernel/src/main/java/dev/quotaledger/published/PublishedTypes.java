package dev.quotaledger.published;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.quotaledger.api.DomainEvent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** All public types. Every event there is has one: the class does not load otherwise. */
public final class PublishedTypes {

  private static final List<PublishedType<?>> ALL = Stream.of(
          OrganizationEvents.all(),
          CalendarEvents.all(),
          TerritoryEvents.all(),
          PlanEvents.all(),
          DealEvents.all(),
          LeadEvents.all(),
          SpendEvents.all(),
          ForecastCallEvents.all(),
          AlertEvents.all())
      .flatMap(List::stream)
      .sorted(Comparator.comparing(PublishedType::fullName))
      .toList();

  private static final Map<Class<?>, PublishedType<?>> BY_EVENT =
      ALL.stream().collect(toUnmodifiableMap(PublishedType::event, Function.identity()));

  private static final Map<String, PublishedType<?>> BY_NAME =
      ALL.stream().collect(toUnmodifiableMap(PublishedType::fullName, Function.identity()));

  static {
    Arrays.stream(DomainEvent.class.getPermittedSubclasses())
        .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
        .filter(event -> !BY_EVENT.containsKey(event))
        .findFirst()
        .ifPresent(event -> {
          throw new IllegalStateException("There is no public type for " + event);
        });
  }

  private PublishedTypes() {}

  /** Every type, by the order of their names. */
  public static List<PublishedType<?>> all() {
    return ALL;
  }

  /** The type that an event is published as. */
  static PublishedType<?> of(DomainEvent event) {
    PublishedType<?> type = BY_EVENT.get(event.getClass());
    if (type == null) {
      throw new IllegalArgumentException("There is no public type for " + event.getClass());
    }
    return type;
  }

  /** The type of that full name; empty when there is none. */
  public static Optional<PublishedType<?>> named(String fullName) {
    return Optional.ofNullable(BY_NAME.get(fullName));
  }
}
