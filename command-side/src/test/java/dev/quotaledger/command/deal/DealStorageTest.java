package dev.quotaledger.command.deal;

import static dev.quotaledger.api.DealExample.aDeal;
import static dev.quotaledger.api.DealExample.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.quotaledger.api.DealCommand.RecordDeal;
import dev.quotaledger.api.DealCommand.SplitCredit;
import dev.quotaledger.api.DealEvent.DealCreditSplitChanged;
import dev.quotaledger.api.DealEvent.DealHistoryRecorded;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.api.DealExample;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.Refused;
import dev.quotaledger.api.SourceVersion;
import dev.quotaledger.command.KnownReferences;
import dev.quotaledger.command.References;
import dev.quotaledger.runtime.AxonPart;
import dev.quotaledger.runtime.MessageMetadata;
import dev.quotaledger.runtime.RuntimeConfiguration;
import dev.quotaledger.runtime.Serializers;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** What a deal knows survives its snapshot, and a snapshot is taken. */
class DealStorageTest {

  private static final DealId DEAL = new DealId("crm-1");
  private static final LocalDate RECEIVED = LocalDate.of(2026, 4, 20);
  private static final Map<String, String> KEY =
      Map.of(MessageMetadata.IDEMPOTENCY_KEY, "k1", MessageMetadata.IDEMPOTENCY_BODY, "b1");

  @Test
  void itsSnapshotHoldsAllThatItKnows() {
    Deal deal = new Deal();
    DealExample full = aDeal()
        .in("4")
        .split(share("275", "60"), share("276", "40"))
        .dated("2026-01-15", "2026-06-30");
    SourceVersion version = SourceVersion.parse("2026-04-01T10:00:00.123456Z");
    deal.evolve(new DealOpened(DEAL, full.facts(), RECEIVED, version), MetaData.from(KEY));
    deal.evolve(
        new DealCreditSplitChanged(
            DEAL, List.of(), List.of(share("277", "100")), true, RECEIVED, null, null),
        MetaData.emptyInstance());
    deal.evolve(
        new DealHistoryRecorded(
            DEAL,
            "crm",
            Instant.parse("2026-02-10T09:30:00.5Z"),
            DealStage.QUALIFIED,
            new BigDecimal("7"),
            null,
            RECEIVED,
            null,
            RECEIVED.minusDays(70)),
        MetaData.emptyInstance());
    deal.evolve(new DealWon(DEAL, RECEIVED, RECEIVED, version, null), MetaData.emptyInstance());

    Serializer snapshots = Serializers.snapshots();
    Deal restored = snapshots.deserialize(snapshots.serialize(deal, byte[].class));

    assertThat(restored).usingRecursiveComparison().isEqualTo(deal);
    assertThat(restored).usingRecursiveComparison().isNotEqualTo(new Deal());
  }

  @Test
  void itDecidesFromItsSnapshotAsFromItsEvents(@TempDir Path dataDir) {
    int changes = DealConfiguration.EVENTS_PER_SNAPSHOT + 1;
    run(dataDir, context -> {
      CommandGateway commands = context.getBean(CommandGateway.class);
      commands.sendAndWait(new GenericCommandMessage<>(record(aDeal(), "1"), KEY));
      commands.sendAndWait(new SplitCredit(DEAL, List.of(share("276", "100")), RECEIVED, null));
      for (int i = 2; i <= changes; i++) {
        commands.sendAndWait(record(aDeal().worth(i + ".00"), String.valueOf(i)));
      }
      EventStorageEngine store = context.getBean(EventStorageEngine.class);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> store.readSnapshot(DEAL.toString()).isPresent());
    });
    run(dataDir, context -> {
      CommandGateway commands = context.getBean(CommandGateway.class);
      long version = changes;
      DealExample newest = aDeal().worth(changes + ".00");
      assertThat(commands.<Long>sendAndWait(record(newest, String.valueOf(changes))))
          .isEqualTo(version);
      assertThat(commands.<Long>sendAndWait(record(aDeal().worth("1.00"), "7"))).isEqualTo(version);
      long versionOfTheFirstTime = 0;
      assertThat(commands.<Long>sendAndWait(
              new GenericCommandMessage<>(record(aDeal().at(DealStage.QUALIFIED), null), KEY)))
          .isEqualTo(versionOfTheFirstTime);
      assertThatExceptionOfType(Refused.class)
          .isThrownBy(() -> commands.sendAndWait(record(newest.of("999"), null)))
          .extracting(Refused::refusal)
          .isEqualTo(new Refusal.UnknownReference("repId", "999"));
      assertThat(commands.<Long>sendAndWait(record(newest.of("276"), null))).isEqualTo(version + 1);
    });
  }

  private static RecordDeal record(DealExample example, @Nullable String version) {
    return new RecordDeal(
        DEAL,
        example.facts(),
        null,
        RECEIVED,
        version == null ? null : SourceVersion.parse(version),
        null);
  }

  private static void run(Path dataDir, Consumer<ApplicationContext> use) {
    try (var context = new SpringApplicationBuilder(Wiring.class)
        .web(WebApplicationType.NONE)
        .properties("logging.level.root=WARN")
        .run("--quotaledger.event-store=embedded", "--quotaledger.data-dir=" + dataDir)) {
      use.accept(context);
    }
  }

  /** No configuration that a scan finds: it is for this test alone. */
  @Import({RuntimeConfiguration.class, DealConfiguration.class})
  static class Wiring {

    @Bean
    AxonPart references() {
      return axon -> axon.registerComponent(References.class, _ -> new KnownReferences());
    }
  }
}
