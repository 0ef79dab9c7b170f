package dev.quotaledger.standalone.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Random;

/** A made-up organisation: reps, a year of twelve periods that is over, quotas and won deals. */
final class Organization {

  /** The year whose twelve months are the periods; it ended more than a year ago. */
  static final int YEAR = 2024;

  /** The month in which one rep has very many deals. */
  static final YearMonth BUSY = YearMonth.of(YEAR, 6);

  private static final long SEED = 42;

  private final Program program;
  private final Path directory;

  Organization(Program program, Path directory) {
    this.program = program;
    this.directory = directory;
  }

  static String rep(int number) {
    return "rep%04d".formatted(number);
  }

  static String period(YearMonth month) {
    return "M" + month;
  }

  /** The calendar, and reps of one team. */
  void create(int reps) {
    StringBuilder periods = new StringBuilder();
    periods.append("{\"periodId\":\"Y%1$d\",\"firstDay\":\"%1$d-01-01\",\"lastDay\":\"%1$d-12-31\"}"
        .formatted(YEAR));
    for (int month = 1; month <= 12; month++) {
      YearMonth each = YearMonth.of(YEAR, month);
      periods.append(
          ",{\"periodId\":\"%s\",\"firstDay\":\"%s\",\"lastDay\":\"%s\",\"parentId\":\"Y%d\"}"
              .formatted(period(each), each.atDay(1), each.atEndOfMonth(), YEAR));
    }
    program.write(
        "POST",
        "/calendars",
        "{\"calendarId\":\"months\",\"timeZone\":\"UTC\",\"periods\":[" + periods + "]}");
    program.write("POST", "/teams", "{\"teamId\":\"sales\",\"name\":\"Sales\"}");
    Path file = directory.resolve("reps.csv");
    write(file, out -> {
      out.write("repId,name,teamId,managerId,hiredOn,lastDay\n");
      for (int rep = 0; rep < reps; rep++) {
        out.write("%s,Rep %d,sales,,%d-01-01,\n".formatted(rep(rep), rep, YEAR - 1));
      }
    });
    program.importFile("reps", file);
  }

  /** A plan with a line for each rep and month, published. */
  void plan(String planId, int reps, int months) {
    program.write(
        "POST",
        "/plans",
        "{\"planId\":\"%1$s\",\"name\":\"%1$s\",\"calendarId\":\"months\",\"currency\":\"USD\"}"
            .formatted(planId));
    Path file = directory.resolve(planId + ".csv");
    write(file, out -> {
      out.write(
          "planId,subjectType,subjectId,territoryId,productLine,periodId,amount,reason,effectiveOn\n");
      for (int rep = 0; rep < reps; rep++) {
        for (int month = 1; month <= months; month++) {
          out.write("%s,REP,%s,,,%s,%d.00,,\n"
              .formatted(planId, rep(rep), period(YearMonth.of(YEAR, month)), 10_000 + rep));
        }
      }
    });
    program.importFile("quotas", file);
    program.write("POST", "/plans/" + planId + "/publication", "{}");
  }

  /**
   * Won deals, spread evenly over reps and months but for the first rep, who has many in one.
   *
   * @param busy how many more the first rep has in that month
   */
  Path deals(String name, int count, int reps, int busy) {
    Path file = directory.resolve(name + ".csv");
    Random random = new Random(SEED);
    write(file, out -> {
      out.write("dealId,source,repId,territoryId,accountId,productLine,stage,amount,currency,"
          + "createdOn,expectedCloseOn,closedOn,leadId,sourceVersion\n");
      for (int deal = 0; deal < count; deal++) {
        boolean first = deal < busy;
        int rep = first ? 0 : random.nextInt(reps);
        YearMonth month = first ? BUSY : YearMonth.of(YEAR, 1 + random.nextInt(12));
        LocalDate closed = month.atDay(1 + random.nextInt(28));
        out.write("%s-%07d,crm,%s,,acct%d,,WON,%d.%02d,USD,%s,,%s,,1\n"
            .formatted(
                name,
                deal,
                rep(rep),
                random.nextInt(5_000),
                100 + random.nextInt(50_000),
                random.nextInt(100),
                closed.minusDays(30),
                closed));
      }
    });
    return file;
  }

  /** Open deals, the same as {@link Benchmarks} sends one by one. */
  Path openDeals(String name, int count, int reps) {
    Path file = directory.resolve(name + ".csv");
    write(file, out -> {
      out.write("dealId,source,repId,territoryId,accountId,productLine,stage,amount,currency,"
          + "createdOn,expectedCloseOn,closedOn,leadId,sourceVersion\n");
      for (int deal = 0; deal < count; deal++) {
        out.write("%s-%d,crm,%s,,acct%d,,PROPOSAL,%d.50,USD,2024-03-01,2024-06-30,,,1\n"
            .formatted(name, deal, rep(deal % reps), deal % 5_000, 100 + deal % 50_000));
      }
    });
    return file;
  }

  /** What writes a file. */
  @FunctionalInterface
  interface Lines {
    void to(BufferedWriter out) throws IOException;
  }

  static void write(Path file, Lines lines) {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      lines.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
