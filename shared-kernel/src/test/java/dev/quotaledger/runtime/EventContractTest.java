package dev.quotaledger.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.DomainEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The stored form of every event stays as it is, in both directions: as it is written with every
 * field set, and with every field absent that may be.
 *
 * <p>To accept a new form, run with {@code -Dquotaledger.contracts.write=true} and look at what has
 * changed. A form that was released is never changed: its event gets a new revision, and an upcaster
 * that reads the old one.
 */
class EventContractTest {

  private static final Path CONTRACTS = Path.of("src/test/resources/contracts");
  private static final boolean WRITING = Boolean.getBoolean("quotaledger.contracts.write");

  private final Serializer events = Serializers.events();

  /** A file of the contract and the event in it. */
  private record Contract(Path file, DomainEvent event) {}

  @Test
  void everyEventHasOneExampleWithEveryFieldSet() {
    assertThat(EventExamples.all().map(Object::getClass))
        .as("the types of EventExamples.all()")
        .containsExactlyInAnyOrderElementsOf(eventTypes().toList());
    EventExamples.all()
        .forEach(event -> assertThat(
                OptionalFields.absentFrom(event, event.getClass().getSimpleName()))
            .as("fields of EventExamples that are not set")
            .isSubsetOf("CalendarDefined.periods.parentId", "LeadCreated.facts.disqualifiedOn"));
  }

  @Test
  void everyTypeIsStoredUnderItsNameAndRevision() throws IOException {
    String types = eventTypes()
        .map(events::typeForClass)
        .map(type -> type.getName() + " " + type.getRevision() + "\n")
        .sorted()
        .collect(Collectors.joining());
    assertIsContract(CONTRACTS.resolve("event-types.txt"), types);
  }

  @TestFactory
  Stream<DynamicTest> everyEventIsWrittenAsItWas() {
    return contracts()
        .map(contract -> DynamicTest.dynamicTest(
            name(contract), () -> assertIsContract(contract.file(), written(contract.event()))));
  }

  @TestFactory
  Stream<DynamicTest> everyEventIsReadAsItWas() {
    return contracts()
        .map(contract -> DynamicTest.dynamicTest(
            name(contract), () -> assertThat(read(contract)).isEqualTo(contract.event())));
  }

  @Test
  void everyFileBelongsToAnEvent() throws IOException {
    try (Stream<Path> files = Files.walk(CONTRACTS)) {
      assertThat(files.filter(file -> file.toString().endsWith(".json")))
          .containsExactlyInAnyOrderElementsOf(contracts().map(Contract::file).toList());
    }
  }

  /** The event with every field set, and without what may be absent where there is such a field. */
  private Stream<Contract> contracts() {
    return EventExamples.all().flatMap(event -> {
      Contract full = new Contract(file(event, ""), event);
      DomainEvent least = (DomainEvent) Objects.requireNonNull(OptionalFields.without(event));
      return least.equals(event)
          ? Stream.of(full)
          : Stream.of(full, new Contract(file(event, ".least"), least));
    });
  }

  private Path file(DomainEvent event, String variant) {
    SerializedType type = events.typeForClass(event.getClass());
    String family = event.getClass().getEnclosingClass().getSimpleName().replace("Event", "");
    return CONTRACTS
        .resolve(family.toLowerCase(Locale.ROOT))
        .resolve(event.getClass().getSimpleName() + "." + type.getRevision() + variant + ".json");
  }

  private static String name(Contract contract) {
    return CONTRACTS.relativize(contract.file()).toString();
  }

  private String written(DomainEvent event) {
    SerializedObject<byte[]> stored = events.serialize(event, byte[].class);
    return new String(stored.getData(), StandardCharsets.UTF_8) + "\n";
  }

  private DomainEvent read(Contract contract) throws IOException {
    SerializedType type = events.typeForClass(contract.event().getClass());
    return events.deserialize(new SimpleSerializedObject<>(
        golden(contract.file()).getBytes(StandardCharsets.UTF_8),
        byte[].class,
        type.getName(),
        type.getRevision()));
  }

  private static void assertIsContract(Path file, String actual) throws IOException {
    if (WRITING) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, actual);
    }
    assertThat(actual).as("what %s says", file).isEqualTo(golden(file));
  }

  private static String golden(Path file) throws IOException {
    assertThat(file)
        .as("a form that is new: write it with -Dquotaledger.contracts.write=true")
        .exists();
    return Files.readString(file);
  }

  private static Stream<Class<?>> eventTypes() {
    return Arrays.stream(DomainEvent.class.getPermittedSubclasses())
        .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()));
  }
}
