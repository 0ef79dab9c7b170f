package dev.quotaledger.published;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.DomainEvent;
import dev.quotaledger.published.PublishedEvent.Payload;
import dev.quotaledger.runtime.EventExamples;
import dev.quotaledger.runtime.OptionalFields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The published form of every event, and the schema of every public type, stay as they are. To accept a
 * new one, run with {@code -Dquotaledger.contracts.write=true} and look at what has changed. What was
 * released is never changed: its type gets a new version.
 */
class PublishedContractTest {

  private static final Path CONTRACTS = Path.of("src/test/resources/published");
  private static final boolean WRITING = Boolean.getBoolean("quotaledger.contracts.write");
  private static final String SOURCE = "https://quotaledger.example/acme";

  /** A file of the contract and the event in it. */
  private record Contract(Path file, PublishedEvent event) {}

  @TestFactory
  Stream<DynamicTest> everyEventIsPublishedAsItWas() {
    return contracts()
        .map(contract -> DynamicTest.dynamicTest(
            name(contract.file()),
            () -> assertIs(contract.file(), contract.event().bytes())));
  }

  @TestFactory
  Stream<DynamicTest> everyPublishedEventIsReadAsWhatItWas() {
    return contracts()
        .map(contract -> DynamicTest.dynamicTest(
            name(contract.file()),
            () -> assertThat(PublishedEvent.read(golden(contract.file())))
                .isEqualTo(contract.event())));
  }

  @TestFactory
  Stream<DynamicTest> everySchemaIsAsItWas() {
    return PublishedTypes.all().stream()
        .map(type -> DynamicTest.dynamicTest(
            type.shortName(),
            () -> assertIs(
                CONTRACTS.resolve("schemas").resolve(type.shortName() + ".json"),
                Json.bytes(type.schema(PublishedEvent.schemaAddress(SOURCE, type))))));
  }

  @Test
  void everyFileIsOfATypeThatThereIs() throws IOException {
    try (Stream<Path> files = Files.walk(CONTRACTS)) {
      assertThat(files.filter(Files::isRegularFile))
          .containsExactlyInAnyOrderElementsOf(Stream.concat(
                  contracts().map(Contract::file),
                  PublishedTypes.all().stream()
                      .map(
                          type -> CONTRACTS.resolve("schemas").resolve(type.shortName() + ".json")))
              .toList());
    }
  }

  @Test
  void noTwoTypesAreAlike() {
    assertThat(PublishedTypes.all()).extracting(PublishedType::fullName).doesNotHaveDuplicates();
    assertThat(PublishedTypes.all()).extracting(PublishedType::event).doesNotHaveDuplicates();
  }

  /** The event with every field set, and without what may be absent where there is such a field. */
  private static Stream<Contract> contracts() {
    return EventExamples.all().flatMap(event -> {
      Contract full = contract("", event);
      DomainEvent least = (DomainEvent) Objects.requireNonNull(OptionalFields.without(event));
      return least.equals(event) ? Stream.of(full) : Stream.of(full, contract(".least", least));
    });
  }

  private static Contract contract(String variant, DomainEvent event) {
    return new Contract(
        CONTRACTS.resolve(PublishedTypes.of(event).shortName() + variant + ".json"),
        new PublishedEvent(
            1_234_567,
            SOURCE,
            "0b6a5d0e-6d6e-4a36-8a0c-3b1f4a7d9c11",
            "stream-1",
            7,
            Instant.parse("2026-02-11T08:30:00.123456Z"),
            variant.isEmpty()
                ? Map.of(
                    "correlationid", "chain",
                    "causationid", "command",
                    "actor", "ops",
                    "actorrep", "275",
                    "onbehalfof", "ben",
                    "requestid", "request",
                    "sourcesystem", "crm")
                : Map.of(),
            new Payload(event.getClass().getName(), "1", "0".repeat(64)),
            event));
  }

  private static String name(Path file) {
    return CONTRACTS.relativize(file).toString();
  }

  private static void assertIs(Path file, byte[] actual) throws IOException {
    if (WRITING) {
      Files.createDirectories(file.getParent());
      Files.write(file, actual);
    }
    assertThat(new String(actual, StandardCharsets.UTF_8))
        .as("what %s says", file)
        .isEqualTo(new String(golden(file), StandardCharsets.UTF_8));
  }

  private static byte[] golden(Path file) throws IOException {
    assertThat(file)
        .as("a form that is new: write it with -Dquotaledger.contracts.write=true")
        .exists();
    return Files.readAllBytes(file);
  }
}
