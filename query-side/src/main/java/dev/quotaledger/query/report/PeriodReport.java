package dev.quotaledger.query.report;

import dev.quotaledger.api.Period;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.model.Organization;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.query.ReportScope;
import dev.quotaledger.query.ReportedList;
import dev.quotaledger.runtime.web.ItemColumns;
import dev.quotaledger.runtime.web.Paging;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lists of a period, all of one view.
 *
 * @param team the team whose reps and teams below it are shown; null for everybody
 * @param day the day on which they belong to it
 */
record PeriodReport(
    ReportScope scope,
    Period period,
    @Nullable TeamId team,
    Organization organization,
    LocalDate day,
    boolean settled,
    boolean stale) {

  private static final int ITEMS_OF_A_PART = 1_000;

  /**
   * What stands at the end of a report about each of its lists.
   *
   * @param rows how many items it has
   */
  record Stamp(
      String list,
      long rows,
      String planId,
      String periodId,
      LocalDate firstDay,
      LocalDate lastDay,
      @Nullable String teamId,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale) {}

  /** Writes the lists, and last of all the stamps. */
  void write(List<ReportedList> lists, JsonMapper mapper, ReportFile file) throws IOException {
    List<Stamp> stamps = new ArrayList<>();
    for (ReportedList list : lists) {
      file.list(list.name(), ItemColumns.of(list.itemType(), List.of()));
      stamps.add(stamp(list.name(), write(list, mapper, file)));
    }
    file.list("report", ItemColumns.of(Stamp.class, List.of()));
    for (Stamp stamp : stamps) {
      file.row(mapper.valueToTree(stamp));
    }
  }

  private long write(ReportedList list, JsonMapper mapper, ReportFile file) throws IOException {
    long rows = 0;
    String cursor = null;
    do {
      ReportedList.Part part = list.part(scope, new Paging(cursor, ITEMS_OF_A_PART));
      for (Record item : part.items()) {
        JsonNode row = mapper.valueToTree(item);
        if (isShown(row.path("subject"))) {
          file.row(row);
          rows++;
        }
      }
      cursor = part.next();
    } while (cursor != null);
    return rows;
  }

  private Stamp stamp(String list, long rows) {
    return new Stamp(
        list,
        rows,
        scope.planId().value(),
        scope.periodId().value(),
        period.firstDay(),
        period.lastDay(),
        team == null ? null : team.value(),
        scope.asOf(),
        scope.knownAt(),
        settled,
        stale);
  }

  /** What is of nobody, as the closing of a period, is there for everybody. */
  private boolean isShown(JsonNode subject) {
    if (team == null || !subject.isObject()) {
      return true;
    }
    String id = subject.path("id").asString();
    return switch (Node.Type.valueOf(subject.path("type").asString())) {
      case REP ->
        organization
            .teamOf(new RepId(id), day)
            .map(its -> organization.isWithin(its, team, day))
            .orElse(false);
      case TEAM -> organization.isWithin(new TeamId(id), team, day);
      case PLAN, COMPANY, TERRITORY, PRODUCT_LINE, LEAD_SOURCE, HOUSE -> false;
    };
  }
}
