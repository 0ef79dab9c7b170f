package dev.quotaledger.query;

import dev.quotaledger.api.AccountId;
import dev.quotaledger.api.DealCommand;
import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DealEvent.DealCreditSplitChanged;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealVoided;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.api.DealFacts;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Share;
import dev.quotaledger.api.TerritoryId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The largest deal that a client can make: as many events as a deal may have and one that voids it,
 * as many shares as a deal may have, names and reasons as long as they may be, and nothing in them
 * that compresses well. Each change takes effect a day after the one before, so that it takes the
 * credit of all shares back and gives it anew.
 */
public final class LargestDeal {

  public static final LocalDate CLOSED_ON = LocalDate.of(2026, 2, 15);
  public static final Money AMOUNT = Money.of("999999999999999.9999", "USD");

  private static final DealId DEAL = new DealId("d" + "1".repeat(99));
  private static final Instant FROM = Instant.parse("2026-04-01T00:00:00.123456Z");
  private static final int LONGEST_NAME = 100;

  /** Base64 of the nonce, of 2,000 characters of three bytes each, and of the tag. */
  private static final int LONGEST_CIPHER = 8_040;

  private final Random random = new Random(7);
  private final List<List<RepId>> reps;

  private LargestDeal(int sets) {
    reps = IntStream.range(0, sets)
        .mapToObj(_ -> IntStream.range(0, DealFacts.MAX_SHARES)
            .mapToObj(_ -> new RepId(text(LONGEST_NAME)))
            .toList())
        .toList();
  }

  /** Its events; the shares go round between so many sets of reps. */
  public static List<RecordedEvent> events(int sets) {
    return new LargestDeal(sets).events();
  }

  private List<RecordedEvent> events() {
    List<RecordedEvent> events = new ArrayList<>();
    add(events, new DealOpened(DEAL, facts(), CLOSED_ON, null));
    add(events, new DealWon(DEAL, CLOSED_ON, CLOSED_ON, null, reason()));
    while (events.size() < DealCommand.MAX_EVENTS) {
      int i = events.size();
      LocalDate day = CLOSED_ON.plusDays(i);
      add(
          events,
          new DealCreditSplitChanged(DEAL, shares(i - 1), shares(i), true, day, null, reason()));
    }
    add(events, new DealVoided(DEAL, CLOSED_ON.plusDays(events.size()), null, reason()));
    return events;
  }

  private DealFacts facts() {
    return new DealFacts(
        "crm",
        null,
        shares(1),
        new TerritoryId(text(LONGEST_NAME)),
        new AccountId(text(LONGEST_NAME)),
        new ProductLine(text(LONGEST_NAME)),
        DealStage.WON,
        AMOUNT,
        CLOSED_ON,
        CLOSED_ON,
        CLOSED_ON,
        new LeadId(text(LONGEST_NAME)));
  }

  /** One and three percent in turn, so that every share differs from that of the event before. */
  private List<Share> shares(int event) {
    List<RepId> set = reps.get(event % reps.size());
    return IntStream.range(0, set.size())
        .mapToObj(i -> new Share(set.get(i), BigDecimal.valueOf((i + event) % 2 == 0 ? 1 : 3)))
        .toList();
  }

  private PersonalText reason() {
    return new PersonalText(DEAL.toString(), text(LONGEST_CIPHER));
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder(length);
    random
        .ints(length, 0, 62)
        .mapToObj(i -> (char) (i < 10 ? '0' + i : i < 36 ? 'A' + i - 10 : 'a' + i - 36))
        .forEach(text::append);
    return text.toString();
  }

  private static void add(List<RecordedEvent> events, DealEvent event) {
    int sequence = events.size();
    events.add(new RecordedEvent(
        event,
        DEAL.toString(),
        sequence,
        FROM.plusSeconds(sequence),
        "00000000-0000-0000-0000-%012d".formatted(sequence),
        Map.of("actor", "crm")));
  }
}
