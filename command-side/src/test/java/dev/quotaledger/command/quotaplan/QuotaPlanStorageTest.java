package dev.quotaledger.command.quotaplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.CalendarCommand.DefineCalendar;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.OrganizationCommand.HireRep;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanCommand;
import dev.quotaledger.api.QuotaPlanCommand.AdjustQuota;
import dev.quotaledger.api.QuotaPlanCommand.OpenPlan;
import dev.quotaledger.api.QuotaPlanCommand.PublishPlan;
import dev.quotaledger.api.QuotaPlanCommand.SetQuota;
import dev.quotaledger.api.QuotaPlanCommand.SetQuotas;
import dev.quotaledger.api.QuotaPlanCommand.StartRevision;
import dev.quotaledger.api.QuotaPlanEvent.QuotaAdjusted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.command.Outcome.Declined;
import dev.quotaledger.command.TestCommandSide;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The largest plan is kept: no snapshot of it is larger than 1 MB, and it decides all the same. */
class QuotaPlanStorageTest {

  private static final PlanId PLAN = new PlanId("fy26");
  private static final CalendarId FISCAL = new CalendarId("fiscal");
  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
  private static final int REPS = 1_000;
  private static final int LINES = QuotaPlanCommand.MAX_LINES_PER_PLAN;
  private static final int LIMIT_BYTES = 1_000_000;

  /** The event that opens the plan is number 0. */
  private static final long LAST_SET = LINES;

  private static final Random RANDOM = new Random(20_260_301);

  @TempDir
  Path dataDir;

  @Test
  void aPlanOfTenThousandLinesIsReadFromItsSnapshot() throws SQLException {
    List<QuotaLineKey> lines = lines(rep -> "rep-" + rep, line -> "line-" + line % 10);
    define(lines);
    set(lines);
    tryToTakeSnapshot();

    try (TestCommandSide side = TestCommandSide.in(dataDir)) {
      assertThat(lastOfSnapshot(side)).isEqualTo(LAST_SET);
      assertThat(largestSnapshot(side)).isBetween(50_000L, LIMIT_BYTES / 2L);
      assertDecides(side, lines);
    }
  }

  @Test
  void aPlanWhoseSnapshotWouldBeTooLargeIsReadFromTheLastThatFitAndItsEvents() throws SQLException {
    List<QuotaLineKey> lines = lines(_ -> random(), _ -> random());
    define(lines);
    set(lines.subList(0, LINES / 2));
    tryToTakeSnapshot();
    set(lines.subList(LINES / 2, LINES));
    tryToTakeSnapshot();

    try (TestCommandSide side = TestCommandSide.in(dataDir)) {
      assertThat(lastOfSnapshot(side)).isBetween(LAST_SET / 2, LAST_SET - 1);
      assertThat(largestSnapshot(side)).isBetween(LIMIT_BYTES / 2L, (long) LIMIT_BYTES);
      assertDecides(side, lines);
    }
  }

  /** Ten thousand lines change in one transaction, with reasons that no compression shortens. */
  @Test
  void theLargestRevisionIsPublishedAtOnce() {
    List<QuotaLineKey> lines = lines(rep -> "rep-" + rep, line -> "line-" + line % 10);
    define(lines);
    set(lines);
    try (TestCommandSide side = TestCommandSide.in(dataDir)) {
      side.send(new PublishPlan(PLAN));
      side.send(new StartRevision(PLAN, new PersonalText(PLAN.toString(), random())));
      int most = QuotaPlanCommand.MAX_LINES_PER_COMMAND;
      for (int from = 0; from < LINES; from += most) {
        side.send(new SetQuotas(
            PLAN,
            lines.subList(from, from + most).stream().map(line -> draft(line)).toList()));
      }
      assertThat(
              side.ask(new SetQuota(PLAN, lines.getFirst(), BigDecimal.ONE, null, DAY.plusDays(9))))
          .isEqualTo(new Declined(new Refusal.TooManyEvents("revision of plan", "fy26", LINES)));
      side.send(draft(lines.getFirst()));
    }
    try (TestCommandSide side = TestCommandSide.in(dataDir)) {
      assertThat(side.send(new PublishPlan(PLAN)).facts(QuotaSet.class)).hasSize(LINES);
    }
  }

  private static SetQuota draft(QuotaLineKey line) {
    return new SetQuota(
        PLAN,
        line,
        amount(line).add(BigDecimal.ONE),
        new PersonalText(line.subject().toString(), random()),
        null);
  }

  private void define(List<QuotaLineKey> lines) {
    try (TestCommandSide side = TestCommandSide.in(dataDir)) {
      side.send(new DefineCalendar(FISCAL, ZoneOffset.UTC, months()));
      side.sendAll(lines.stream()
          .map(line -> new RepId(line.subject().id()))
          .distinct()
          .map(rep -> new HireRep(rep, null, null, DAY))
          .toList());
      side.send(new OpenPlan(PLAN, "Fiscal 2026", FISCAL, Currency.getInstance("EUR"), null));
    }
  }

  private void set(List<QuotaLineKey> lines) {
    int most = QuotaPlanCommand.MAX_LINES_PER_COMMAND;
    try (TestCommandSide side = TestCommandSide.in(dataDir)) {
      for (int from = 0; from < lines.size(); from += most) {
        side.send(new SetQuotas(
            PLAN,
            lines.subList(from, from + most).stream()
                .map(QuotaPlanStorageTest::set)
                .toList()));
      }
    }
  }

  /** None is being taken when it begins, since it would be passed over then, nor when it ends. */
  private void tryToTakeSnapshot() {
    try (TestCommandSide side = TestCommandSide.in(dataDir)) {
      side.bean(Configuration.class)
          .snapshotter()
          .scheduleSnapshot(QuotaPlan.class, PLAN.toString());
    }
  }

  private static void assertDecides(TestCommandSide side, List<QuotaLineKey> lines) {
    assertThat(side.send(set(lines.getLast())).events()).isEmpty();
    assertThat(side.ask(set(new QuotaLineKey(
            Subject.house(), null, new ProductLine("one more"), new PeriodId("2026-1")))))
        .isEqualTo(new Declined(new Refusal.TooManyLines(PLAN, LINES)));
    for (int line : List.of(0, LINES / 2, LINES - 1)) {
      QuotaLineKey key = lines.get(line);
      assertThat(side.send(new AdjustQuota(PLAN, key, BigDecimal.ONE, null, null))
              .fact(QuotaAdjusted.class))
          .hasValueSatisfying(
              fact -> assertThat(fact.before()).hasToString(amount(key).setScale(2) + " EUR"));
    }
  }

  private static SetQuota set(QuotaLineKey line) {
    return new SetQuota(PLAN, line, amount(line), null, null);
  }

  private static BigDecimal amount(QuotaLineKey line) {
    return BigDecimal.valueOf(Math.floorMod(line.hashCode(), 10_000_000), 2);
  }

  private static List<QuotaLineKey> lines(IntFunction<String> rep, IntFunction<String> line) {
    List<String> reps = IntStream.range(0, REPS).mapToObj(rep).toList();
    return IntStream.range(0, LINES)
        .mapToObj(i -> new QuotaLineKey(
            Subject.rep(new RepId(reps.get(i % REPS))),
            null,
            new ProductLine(line.apply(i)),
            new PeriodId("2026-" + (1 + i / REPS))))
        .toList();
  }

  /** Letters that no compression shortens much. */
  private static String random() {
    return RANDOM
        .ints(100, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static List<Period> months() {
    return IntStream.rangeClosed(1, 12)
        .mapToObj(month -> new Period(
            new PeriodId("2026-" + month),
            LocalDate.of(2026, month, 1),
            LocalDate.of(2026, month, 1).plusMonths(1).minusDays(1),
            null))
        .toList();
  }

  private static long lastOfSnapshot(TestCommandSide side) {
    return side.bean(EventStorageEngine.class)
        .readSnapshot(PLAN.toString())
        .map(DomainEventMessage::getSequenceNumber)
        .orElse(-1L);
  }

  private static long largestSnapshot(TestCommandSide side) throws SQLException {
    try (var connection = side.bean(DataSource.class).getConnection();
        var query = connection.prepareStatement(
            "SELECT MAX(OCTET_LENGTH(payload)) FROM SnapshotEventEntry WHERE aggregateIdentifier = ?")) {
      query.setString(1, PLAN.toString());
      var rows = query.executeQuery();
      rows.next();
      return rows.getLong(1);
    }
  }
}
