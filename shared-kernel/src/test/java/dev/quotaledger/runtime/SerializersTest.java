package dev.quotaledger.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quotaledger.api.Money;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.Plan;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SerializersTest {

  @Nested
  class Events {

    private final Serializer events = Serializers.events();

    @Test
    void areWrittenWithIsoDatesAndExactDecimalsAndWithoutWhatIsAbsent() {
      SerializedObject<byte[]> stored =
          events.serialize(TestLedger.written("led-1", 3, "x"), byte[].class);
      assertThat(new String(stored.getData(), StandardCharsets.UTF_8))
          .isEqualTo(
              "{\"ledgerId\":\"led-1\",\"number\":3,\"text\":\"x\",\"amount\":1.50,\"on\":\"2026-01-31\"}");
      assertThat(stored.getType().getRevision()).isEqualTo("1");
    }

    @Test
    void comeBackAsTheyWere() {
      for (String amount : List.of("1.50", "0.0001", "100000000000000", "-3", "1E+3")) {
        TestLedger.Written event = new TestLedger.Written(
            "led-1", 3, "é", new BigDecimal(amount), LocalDate.of(2026, 1, 31), null);
        TestLedger.Written read = roundTrip(events, event);
        assertThat(read.amount()).isEqualByComparingTo(event.amount());
        assertThat(read.on()).isEqualTo(event.on());
        assertThat(read.text()).isEqualTo("é");
      }
    }

    @Test
    void keepTheDecimalsOfAnAmount() {
      assertThat(EventsReading.<TestLedger.Written>of(
                  events, "\"number\":1,\"amount\":20565.6200", TestLedger.Written.class)
              .amount())
          .isEqualTo(new BigDecimal("20565.6200"));
    }

    @Test
    void ofALaterReleaseAreReadWithoutWhatThisOneDoesNotKnow() {
      assertThat(EventsReading.<TestLedger.Written>of(
                  events,
                  "\"number\":1,\"colour\":\"red\",\"text\":\"x\"",
                  TestLedger.Written.class)
              .text())
          .isEqualTo("x");
    }

    @Test
    void areRefusedWithoutARevision() {
      assertThatThrownBy(() -> events.serialize(new Unrevised("x"), byte[].class))
          .isInstanceOf(MissingRevision.class)
          .hasMessageContaining("Unrevised");
    }

    @Test
    void haveMetadataOfStrings() {
      MetaData metadata = MetaData.from(Map.of("actor", "u-1", "requestId", "r-1"));
      assertThat(SerializersTest.<MetaData>roundTrip(events, metadata)).isEqualTo(metadata);
    }

    @Test
    void areAtMostAMegabyte() {
      assertThat(events.serialize(written(999_000), byte[].class).getData())
          .hasSizeBetween(999_000, StoredForm.LIMIT_BYTES);
      assertThatThrownBy(() -> events.serialize(written(1_000_000), byte[].class))
          .isInstanceOf(MessageTooLarge.class);
    }
  }

  @Nested
  class Snapshots {

    private final Serializer snapshots = Serializers.snapshots();

    @Test
    void keepPrivateFieldsAndWhatAFinalFieldHolds() {
      Account account = new Account();
      account.balance = new BigDecimal("12.30");
      account.entries.add("first");
      account.byPeriod.put("2026-Q1", new Entry(LocalDate.of(2026, 1, 2)));

      Account read = roundTrip(snapshots, account);
      assertThat(read.balance).isEqualTo(new BigDecimal("12.30"));
      assertThat(read.entries).containsExactly("first");
      assertThat(read.byPeriod).isEqualTo(account.byPeriod);
    }

    @Test
    void areRefusedWhenTheyHoldWhatTheClassDoesNot() {
      var stored = new SimpleSerializedObject<>(
          "{\"balance\":1,\"forgotten\":2}".getBytes(StandardCharsets.UTF_8),
          byte[].class,
          Account.class.getName(),
          "1");
      assertThatThrownBy(() -> snapshots.deserialize(stored))
          .isInstanceOf(SerializationException.class);
    }

    @Test
    void ofAPlanOfTenThousandLinesTakeLessThanAMegabyte() {
      PlanState state = new PlanState();
      for (int i = 0; i < 10_000; i++) {
        state.plan.evolve(set(i), i);
      }
      byte[] stored = snapshots.serialize(state, byte[].class).getData();
      PlanState read = roundTrip(snapshots, state);

      assertThat(stored).hasSizeLessThan(StoredForm.LIMIT_BYTES / 2);
      assertThat(read.plan.lines()).containsExactlyElementsOf(state.plan.lines());
    }

    private static QuotaSet set(int i) {
      QuotaLineKey line = new QuotaLineKey(
          Subject.rep(new RepId("rep-%05d".formatted(i / 12))),
          new TerritoryId("territory-%d".formatted(i % 97)),
          null,
          new PeriodId("2026-%02d".formatted(1 + i % 12)));
      Money amount = Money.of("%d.%02d".formatted(10_000 + 7919L * i % 90_000, i % 100), "USD");
      return new QuotaSet(
          new PlanId("plan-2026"), line, null, amount, LocalDate.of(2026, 1, 1), null);
    }
  }

  @Nested
  class Tokens {

    private final Serializer general = Serializers.general();

    static List<TrackingToken> tokens() {
      GapAwareTrackingToken gaps = GapAwareTrackingToken.newInstance(42, List.of(3L, 17L));
      GapAwareTrackingToken reset = GapAwareTrackingToken.newInstance(90, List.of(88L));
      GlobalSequenceTrackingToken global = new GlobalSequenceTrackingToken(7);
      return List.of(
          gaps,
          global,
          ReplayToken.createReplayToken(reset, gaps),
          ReplayToken.createReplayToken(reset),
          new MergedTrackingToken(gaps, reset),
          ReplayToken.createReplayToken(global, new GlobalSequenceTrackingToken(2)));
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void comeBackAsTheyWere(TrackingToken token) {
      assertThat(SerializersTest.<TrackingToken>roundTrip(general, token)).isEqualTo(token);
    }

    @Test
    void nameNoClassesButAxonsAndOurs() {
      var stored = new SimpleSerializedObject<>(
          """
              {"tokenAtReset":{"@class":"org.axonframework.eventhandling.GlobalSequenceTrackingToken",
               "globalIndex":1},"currentToken":null,
               "context":{"@class":"java.util.concurrent.atomic.AtomicReference"}}
              """.getBytes(StandardCharsets.UTF_8), byte[].class, ReplayToken.class.getName(), null);
      assertThatThrownBy(() -> general.deserialize(stored))
          .isInstanceOf(SerializationException.class)
          .hasStackTraceContaining("AtomicReference");
    }
  }

  private static TestLedger.Written written(int characters) {
    return TestLedger.written("led-1", 0, "x".repeat(characters));
  }

  @SuppressWarnings("TypeParameterUnusedInFormals")
  private static <T> T roundTrip(Serializer serializer, Object object) {
    return serializer.deserialize(serializer.serialize(object, byte[].class));
  }

  /** Reads an event from a piece of JSON. */
  private static final class EventsReading {
    static <T> T of(Serializer events, String members, Class<T> type) {
      return events.deserialize(new SimpleSerializedObject<>(
          "{%s}".formatted(members).getBytes(StandardCharsets.UTF_8),
          byte[].class,
          type.getName(),
          "1"));
    }
  }

  record Unrevised(String text) {}

  record Entry(LocalDate on) {}

  @Revision("1")
  static final class Account {
    private BigDecimal balance = BigDecimal.ZERO;
    private final List<String> entries = new ArrayList<>();
    private final Map<String, Entry> byPeriod = new java.util.LinkedHashMap<>();

    /** Not part of the state. */
    public String getGreeting() {
      return "hello";
    }
  }

  @Revision("1")
  static final class PlanState {
    private final Plan plan = new Plan();
  }
}
