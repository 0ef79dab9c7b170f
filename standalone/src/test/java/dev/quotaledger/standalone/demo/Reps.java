package dev.quotaledger.standalone.demo;

import static java.util.stream.Collectors.toMap;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;

/** The demo's reps, as its file has them, by their ids. */
final class Reps {

  private final Map<String, LocalDate> hiredOn;
  private final Map<String, String> teams;

  private Reps(Map<String, LocalDate> hiredOn, Map<String, String> teams) {
    this.hiredOn = hiredOn;
    this.teams = teams;
  }

  static Reps read(String reps) {
    var rows = Order.rows(reps);
    return new Reps(
        rows.stream().collect(toMap(Reps::id, row -> LocalDate.parse(row.getField("hiredOn")))),
        rows.stream().collect(toMap(Reps::id, row -> row.getField("teamId"))));
  }

  private static String id(NamedCsvRecord row) {
    return row.getField("repId");
  }

  /** The day, or the first on which the rep could act if that is later. */
  LocalDate notBeforeHiring(String repId, LocalDate day) {
    LocalDate hired = Objects.requireNonNull(hiredOn.get(repId), repId);
    return hired.isAfter(day) ? hired : day;
  }

  boolean isOf(String teamId, String repId) {
    return teamId.equals(teams.get(repId));
  }

  /** The first day on which the team had a rep. */
  LocalDate firstOf(String teamId) {
    return hiredOn.entrySet().stream()
        .filter(rep -> isOf(teamId, rep.getKey()))
        .map(Map.Entry::getValue)
        .min(LocalDate::compareTo)
        .orElseThrow();
  }
}
