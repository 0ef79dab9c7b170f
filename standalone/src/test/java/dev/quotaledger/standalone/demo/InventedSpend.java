package dev.quotaledger.standalone.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What each team spent to win customers in the months of the last two fiscal years: a few thousand dollars for each
 * account that first ordered in the year, spread over the months in which the team had reps. Beside it the company
 * spent something for its name.
 */
final class InventedSpend {

  private static final YearMonth FIRST = YearMonth.of(2012, 6);
  private static final int YEARS = 2;
  private static final int MONTHS = 12;
  private static final int BRAND = 6_000;

  /** What an account costs each team; the others cost less than those that are newer to their market. */
  private static final Map<String, Integer> PER_ACCOUNT =
      new TreeMap<>(Map.of("north-america", 3_400, "europe", 4_100, "pacific", 4_900));

  private static final List<Channel> CHANNELS = List.of(
      new Channel("MARKETING", "TRADE_SHOW", 0.25),
      new Channel("MARKETING", "ONLINE_ADS", 0.20),
      new Channel("MARKETING", "PARTNER", 0.10),
      new Channel("SALES", "OUTBOUND", 0.45));

  private record Channel(String category, String name, double share) {

    /** Trade shows are in spring and in autumn. */
    private double factor(YearMonth month) {
      boolean isSeason = month.getMonth() == Month.MARCH || month.getMonth() == Month.SEPTEMBER;
      return !name.equals("TRADE_SHOW") ? 1 : isSeason ? 3 : 0.6;
    }
  }

  private final List<List<String>> rows = new ArrayList<>();

  private InventedSpend() {}

  /** The rows of a file. */
  static List<List<String>> of(List<Order> orders, Reps reps) {
    InventedSpend spend = new InventedSpend();
    for (int year = 0; year < YEARS; year++) {
      YearMonth first = FIRST.plusYears(year);
      PER_ACCOUNT.forEach((team, perAccount) -> {
        long accounts = accounts(orders, team, reps, first.atDay(1).minusDays(2));
        spend.year(team, first, YearMonth.from(reps.firstOf(team)), perAccount * accounts);
      });
      spend.brand(first);
    }
    return spend.rows;
  }

  /** How many accounts of the team's reps first ordered in the fiscal year that begins on the day. */
  private static long accounts(List<Order> orders, String team, Reps reps, LocalDate firstDay) {
    return orders.stream()
        .filter(order -> order.isFirst() && reps.isOf(team, order.repId()))
        .filter(order -> !order.orderedOn().isBefore(firstDay)
            && order.orderedOn().isBefore(firstDay.plusYears(1)))
        .count();
  }

  private void year(String team, YearMonth first, YearMonth begin, long budget) {
    List<YearMonth> months = IntStream.range(0, MONTHS)
        .mapToObj(first::plusMonths)
        .filter(month -> !month.isBefore(begin) && budget > 0)
        .toList();
    for (YearMonth month : months) {
      for (Channel channel : CHANNELS) {
        Dice dice = new Dice("spend of " + team + " for " + channel.name + " in " + month);
        double amount = budget * channel.share * channel.factor(month) / months.size();
        add(team + "-" + channel.name, channel, month, amount * dice.around(1, 0.15), team);
      }
    }
  }

  private void brand(YearMonth first) {
    Channel channel = new Channel("MARKETING", "BRAND", 1);
    for (int i = 0; i < MONTHS; i++) {
      add("company-BRAND", channel, first.plusMonths(i), BRAND, "");
    }
  }

  private void add(String name, Channel channel, YearMonth month, double amount, String team) {
    rows.add(List.of(
        "demo-" + month + "-" + name,
        channel.category,
        channel.name,
        BigDecimal.valueOf(amount)
            .setScale(-1, RoundingMode.HALF_UP)
            .setScale(2)
            .toPlainString(),
        "USD",
        month.atDay(1).toString(),
        month.atEndOfMonth().toString(),
        team,
        ""));
  }
}
