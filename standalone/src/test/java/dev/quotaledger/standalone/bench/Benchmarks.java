package dev.quotaledger.standalone.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the benchmarks that the system property {@code bench} names (all by default, with commas
 * between them) and writes what they measured to {@code target/benchmarks.json}. {@code
 * bench.scale} makes every amount of data smaller; figures of a smaller scale say so.
 */
final class Benchmarks {

  private static final int CONNECTIONS = 32;
  private static final String HEAP = "1g";
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final Duration MEASURED = Duration.ofSeconds(30);

  private final Path directory;
  private final double scale;
  private final Map<String, Object> results = new LinkedHashMap<>();

  private Benchmarks(Path directory, double scale) {
    this.directory = directory;
    this.scale = scale;
  }

  public static void main(String[] arguments) throws Exception {
    List<String> wanted = Arrays.asList(
        System.getProperty("bench", "commands,rebuild,attainment,plan,forecasts,feed,start")
            .split(","));
    Path directory = Files.createTempDirectory(
        Path.of(System.getProperty("bench.dir", System.getProperty("java.io.tmpdir"))),
        "quotaledger-bench");
    Benchmarks benchmarks =
        new Benchmarks(directory, Double.parseDouble(System.getProperty("bench.scale", "1")));
    try {
      benchmarks.run(wanted);
    } finally {
      benchmarks.write();
      delete(directory);
    }
  }

  private void run(List<String> wanted) throws Exception {
    results.put("scale", scale);
    results.put("processors", Runtime.getRuntime().availableProcessors());
    results.put("java", Runtime.version().toString());
    for (String each : wanted) {
      switch (each) {
        case "commands" -> commands();
        case "rebuild" -> rebuild();
        case "attainment" -> attainment();
        case "plan" -> plan();
        case "forecasts" -> forecasts();
        case "feed" -> feed();
        case "start" -> start();
        default -> throw new IllegalArgumentException("There is no benchmark " + each);
      }
      write();
    }
  }

  /** (a) Commands and an import, beside bare inserts of the same payloads into the same store. */
  private void commands() throws Exception {
    Path data = directory.resolve("commands");
    double commands;
    Load.Result measured;
    double imported;
    try (Program program = Program.start(data, HEAP)) {
      Organization organization = new Organization(program, directory);
      organization.create(100);
      Load load = new Load(program.port(), CONNECTIONS);
      load.run(WARM_UP, Benchmarks::newDeal);
      measured = load.run(MEASURED, Benchmarks::newDeal);
      commands = measured.perSecond();
      program.awaitProjections();
      imported =
          importedPerSecond(program, organization.openDeals("imported", scaled(100_000), 100));
    }
    List<Ledger.Row> rows;
    try (Ledger ledger = Ledger.open(data)) {
      rows = ledger.last(5_000);
    }
    double inserts;
    try (Ledger ledger = Ledger.open(directory.resolve("inserts"))) {
      ledger.insertsPerSecond(rows, CONNECTIONS, WARM_UP);
      inserts = ledger.insertsPerSecond(rows, CONNECTIONS, MEASURED);
    }
    results.put(
        "commands",
        figures(
            "commandsPerSecond",
            commands,
            "p50Millis",
            measured.millisAt(0.5),
            "p99Millis",
            measured.millisAt(0.99),
            "bareInsertsPerSecond",
            inserts,
            "ofBareInserts",
            commands / inserts,
            "importedRowsPerSecond",
            imported,
            "importOfCommands",
            imported / commands));
  }

  private static Load.Request newDeal(long number) {
    return new Load.Request(
        "PUT",
        "/deals/bench-" + number,
        ("{\"source\":\"crm\",\"repId\":\"%s\",\"accountId\":\"acct%d\",\"stage\":\"PROPOSAL\","
                + "\"amount\":\"%d.50\",\"currency\":\"USD\",\"createdOn\":\"2024-03-01\","
                + "\"expectedCloseOn\":\"2024-06-30\",\"sourceVersion\":\"1\"}")
            .formatted(
                Organization.rep((int) (number % 100)), number % 5_000, 100 + number % 50_000));
  }

  private static double importedPerSecond(Program program, Path file) throws IOException {
    long start = System.nanoTime();
    JsonNode done = program.importFile("deals", file);
    return done.get("accepted").asLong() / ((System.nanoTime() - start) / 1e9);
  }

  /** (b) Rebuilds from 200,000 events of deals, two a deal, beside rebuilds in batches of one event. */
  private void rebuild() throws Exception {
    Path data = directory.resolve("rebuild");
    Map<String, Double> batched;
    int deals = scaled(100_000);
    try (Program program = Program.start(data, HEAP)) {
      Organization organization = new Organization(program, directory);
      organization.create(100);
      organization.plan("fy", 100, 12);
      program.importFile("deals", organization.deals("rebuilt", deals, 100, 0));
      program.awaitProjections();
      batched = rebuilds(program);
    }
    Map<String, Double> single;
    try (Program program = Program.start(data, HEAP, "--quotaledger.query.batch-size=1")) {
      single = rebuilds(program);
    }
    Map<String, Double> ratios = new LinkedHashMap<>();
    batched.forEach(
        (model, seconds) -> ratios.put(model, single.getOrDefault(model, Double.NaN) / seconds));
    results.put(
        "rebuild",
        figures(
            "dealEvents", 2L * deals,
            "secondsInBatchesOf500", batched,
            "secondsInBatchesOf1", single,
            "timesAsFast", ratios));
  }

  private static Map<String, Double> rebuilds(Program program) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    double total = 0;
    for (String model : List.of("alerts", "attainment", "history", "pipeline", "timeline")) {
      long start = System.nanoTime();
      int generation = program
          .write("POST", "/admin/rebuilds/" + model, "")
          .get("generation")
          .asInt();
      program.await("/admin/rebuilds", answer -> {
        for (JsonNode item : answer.get("items")) {
          if (item.get("model").asString().equals(model)
              && item.get("generation").asInt() == generation) {
            return item.get("state").asString().equals("ACTIVE");
          }
        }
        return false;
      });
      double each = (System.nanoTime() - start) / 1e9;
      total += each;
      seconds.put(model, each);
    }
    seconds.put("all", total);
    return seconds;
  }

  /** (c) Attainment by rep, and how it grows from a tenth of the deals. The import runs in 512 MB. */
  private void attainment() throws Exception {
    int reps = 500;
    int deals = scaled(1_000_000);
    int busy = scaled(20_000);
    Path data = directory.resolve("attainment");
    Map<String, Object> small;
    Map<String, Object> large;
    long bytes;
    double rows;
    try (Program program = Program.start(data, "512m")) {
      Organization organization = new Organization(program, directory);
      organization.create(reps);
      organization.plan("fy", reps, 12);
      program.importFile("deals", organization.deals("first", deals / 10, reps, busy / 10));
      program.awaitProjections();
      small = attainmentLatencies(program);
      long before = size(data);
      Path rest = organization.deals("second", deals - deals / 10, reps, busy - busy / 10);
      long start = System.nanoTime();
      program.importFile("deals", rest);
      rows = (deals - deals / 10) / ((System.nanoTime() - start) / 1e9);
      program.awaitProjections();
      Files.delete(rest);
      bytes = (size(data) - before) / (deals - deals / 10);
    }
    try (Program program = Program.start(data, HEAP)) {
      large = attainmentLatencies(program);
    }
    results.put(
        "attainment",
        figures(
            "deals", deals,
            "dealsOfTheBusyRepInThePeriod", busy,
            "atATenthOfTheDeals", small,
            "atAllDeals", large,
            "importedRowsPerSecondIn512MB", rows,
            "diskBytesPerImportedRow", bytes));
  }

  private static Map<String, Object> attainmentLatencies(Program program) {
    String path = "/plans/fy/attainment?groupBy=rep&limit=1000&period="
        + Organization.period(Organization.BUSY);
    Map<String, Object> latencies = new LinkedHashMap<>();
    latencies.put("live", latency(program, path, 500));
    latencies.put(
        "asOfAYearEarlier",
        latency(program, path + "&asOf=" + Organization.BUSY.plusMonths(6).atDay(1), 100));
    String ofThePeriod = "planId=fy&period=" + Organization.period(Organization.BUSY);
    latencies.put(
        "metricsByRep",
        latency(program, "/metrics/deals?groupBy=rep&limit=1000&" + ofThePeriod, 200));
    String forecast =
        "/plans/fy/forecast?groupBy=rep&period=" + Organization.period(Organization.BUSY);
    latencies.put("forecastByRep", latency(program, forecast, 5));
    latencies.put(
        "forecastByRepAsOfAPastDay",
        latency(program, forecast + "&asOf=" + Organization.BUSY.atDay(15), 5));
    return latencies;
  }

  private static Map<String, Object> latency(Program program, String path, int count) {
    Load load = new Load(program.port(), 1);
    load.run(count, _ -> new Load.Request("GET", path, ""));
    Load.Result measured = load.run(count, _ -> new Load.Request("GET", path, ""));
    return figures(
        "p50Millis", measured.millisAt(0.5),
        "p99Millis", measured.millisAt(0.99),
        "requests", measured.answered());
  }

  /** (d) A command on a plan with a long past, beside one on a fresh plan of as many lines. */
  private void plan() {
    int lines = scaled(2_000);
    int reps = Math.max(1, lines / 10);
    long events = scaled(50_000);
    try (Program program = Program.start(directory.resolve("plan"), HEAP)) {
      Organization organization = new Organization(program, directory);
      organization.create(reps);
      organization.plan("old", reps, 10);
      organization.plan("fresh", reps, 10);
      new Load(program.port(), 1).run(events, number -> adjustment("old", number, reps));
      Load old = new Load(program.port(), 1);
      Load fresh = new Load(program.port(), 1);
      List<Load.Result> ofOld = new ArrayList<>();
      List<Load.Result> ofFresh = new ArrayList<>();
      for (int round = 0; round < 5; round++) { // in turns, so that the machine's moods hit both
        ofFresh.add(fresh.run(300, number -> adjustment("fresh", number, reps)));
        ofOld.add(old.run(300, number -> adjustment("old", number, reps)));
      }
      double oldMillis = medianOf(ofOld);
      double freshMillis = medianOf(ofFresh);
      results.put(
          "plan",
          figures(
              "lines", lines,
              "pastEvents", events,
              "p50MillisOnTheOldPlan", oldMillis,
              "p50MillisOnAFreshPlan", freshMillis,
              "ofAFreshPlan", oldMillis / freshMillis));
    }
  }

  private static double medianOf(List<Load.Result> rounds) {
    double[] medians =
        rounds.stream().mapToDouble(each -> each.millisAt(0.5)).sorted().toArray();
    return medians[medians.length / 2];
  }

  private static Load.Request adjustment(String planId, long number, int reps) {
    int rep = (int) (number % reps);
    int month = (int) (number / reps % 10) + 1;
    return new Load.Request(
        "POST",
        "/plans/" + planId + "/adjustments",
        ("{\"subject\":{\"type\":\"REP\",\"id\":\"%s\"},\"periodId\":\"%s\",\"delta\":\"%s\","
                + "\"reason\":\"benchmark\"}")
            .formatted(
                Organization.rep(rep),
                Organization.period(YearMonth.of(Organization.YEAR, month)),
                number / reps / 10 % 2 == 0 ? "1.00" : "-1.00"));
  }

  /** (e) A backtest of 1,500 monthly series, beside the baselines alone. */
  private void forecasts() throws IOException {
    MonthlySeries series = new MonthlySeries(scaled(1_500));
    Path file = series.file(directory);
    String path = "/forecasts/backtest?seasonLength=12&horizon=" + MonthlySeries.HORIZON;
    List<Double> seconds = new ArrayList<>();
    List<JsonNode> answers = new ArrayList<>();
    try (Program program = Program.start(directory.resolve("forecasts"), HEAP)) {
      for (int round = 0; round < 3; round++) {
        long start = System.nanoTime();
        answers.add(program.post(path, file));
        seconds.add((System.nanoTime() - start) / 1e9);
      }
    }
    series.secondsOfBaselines();
    results.put(
        "forecasts",
        figures(
            "series", answers.getLast().path("series").size(),
            "values", series.values(),
            "secondsOfTheFirst", seconds.getFirst(),
            "secondsOfTheThird", seconds.getLast(),
            "secondsOfTheBaselinesAlone", series.secondsOfBaselines(),
            "means", answers.getLast().path("means")));
  }

  /** (g) Event streams that miss and double nothing: 20 events a second for a minute, then a burst. */
  private void feed() throws Exception {
    int followers = scaled(500);
    int burst = scaled(5_000);
    try (Program program = Program.start(directory.resolve("feed"), HEAP)) {
      Organization organization = new Organization(program, directory);
      organization.create(100);
      program.await("/admin/processors", answer -> answer.at("/reactions/0/lag").asLong() == 0);
      Program.pause(2_000);
      long first = program.get("/events?limit=1").path("size").asLong();
      try (Followers all = new Followers(program.port(), followers, first)) {
        Load load = new Load(program.port(), 1);
        long steady = 20L * 60;
        for (int i = 0; i < steady; i++) {
          load.run(1, Benchmarks::newDeal);
          Program.pause(50);
        }
        long delayed = all.delays().size();
        List<Long> ofSteady = all.delays();
        long start = System.nanoTime();
        program.importFile("deals", organization.openDeals("burst", burst, 100));
        long each = all.awaitAllUpTo(first + steady + burst);
        results.put(
            "feed",
            figures(
                "followers",
                followers,
                "eventsEach",
                each,
                "reconnects",
                all.reconnects(),
                "deliveredAtASteadyPace",
                delayed,
                "p50MillisAtASteadyPace",
                at(ofSteady, 0.5),
                "p99MillisAtASteadyPace",
                at(ofSteady, 0.99),
                "secondsUntilAllHadTheBurst",
                (System.nanoTime() - start) / 1e9));
      }
    }
  }

  private static long at(List<Long> sorted, double quantile) {
    return sorted.isEmpty() ? 0 : sorted.get((int) (quantile * (sorted.size() - 1)));
  }

  /** (h) From the start of the process until it is ready, empty and with the demo data. */
  private void start() {
    Path data = directory.resolve("start");
    double empty;
    double ready;
    double loaded;
    long resident;
    try (Program program = Program.start(directory.resolve("empty"), HEAP)) {
      empty = program.startedIn().toMillis() / 1e3;
    }
    long start = System.nanoTime();
    try (Program program = Program.start(data, HEAP, "--quotaledger.demo=true")) {
      ready = program.startedIn().toMillis() / 1e3;
      program.await("/imports", Benchmarks::isDemoLoaded);
      program.awaitProjections();
      loaded = (System.nanoTime() - start) / 1e9;
      resident = program.residentBytes();
    }
    results.put(
        "start",
        figures(
            "secondsToReadyWhenEmpty", empty,
            "secondsToReadyWithTheDemo", ready,
            "secondsToTheDemoLoaded", loaded,
            "residentMegabytesAfterTheDemoLoad", resident >> 20));
  }

  private static boolean isDemoLoaded(JsonNode imports) {
    for (JsonNode item : imports.get("items")) {
      if (item.get("kind").asString().equals("spend")) {
        return item.get("state").asString().equals("COMPLETED");
      }
    }
    return false;
  }

  private int scaled(int amount) {
    return (int) Math.max(1, amount * scale);
  }

  private static Map<String, Object> figures(Object... namesAndValues) {
    Map<String, Object> figures = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      figures.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return figures;
  }

  private void write() {
    JsonMapper json =
        JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    json.writeValue(Path.of("target", "benchmarks.json").toFile(), results);
    System.out.println(json.writeValueAsString(results));
  }

  private static long size(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .mapToLong(file -> file.toFile().length())
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
