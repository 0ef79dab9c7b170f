package dev.quotaledger.query.report;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.model.Organization;
import dev.quotaledger.model.attainment.SeenPlan;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.ReadParameters;
import dev.quotaledger.query.ReportScope;
import dev.quotaledger.query.ReportedList;
import dev.quotaledger.query.SettledTime;
import dev.quotaledger.query.reference.QuotaFigures;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves period reports: the lists of a plan's period, of one view, in one file. The last of its
 * lists, {@code report}, says of each of the others what view it is of and how many rows it has.
 */
@RestController
class ReportController {

  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final String ZIP = "application/zip";

  private final QuotaFigures figures;
  private final SettledTime settledTime;
  private final List<ReportedList> lists;
  private final JsonMapper mapper;

  ReportController(
      QuotaFigures figures, SettledTime settledTime, List<ReportedList> lists, JsonMapper mapper) {
    this.figures = figures;
    this.settledTime = settledTime;
    this.lists = List.copyOf(lists);
    this.mapper = mapper;
  }

  /** A ZIP file with a CSV file for each list. */
  @GetMapping(path = "/api/v1/plans/{planId}/report.zip", produces = ZIP)
  void bundle(
      @PathVariable PlanId planId,
      @RequestParam String period,
      @Parameter(description = "Only those of this team and the teams below it.")
          @RequestParam(required = false)
          @Nullable
          TeamId teamId,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      HttpServletResponse response)
      throws IOException {
    PeriodReport report = report(planId, period, teamId, asOf, knownAt);
    send(report, ZIP, "zip", CsvBundle::new, response);
  }

  /** A workbook with a sheet for each list. */
  @GetMapping(path = "/api/v1/plans/{planId}/report.xlsx", produces = XLSX)
  void workbook(
      @PathVariable PlanId planId,
      @RequestParam String period,
      @Parameter(description = "Only those of this team and the teams below it.")
          @RequestParam(required = false)
          @Nullable
          TeamId teamId,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      HttpServletResponse response)
      throws IOException {
    PeriodReport report = report(planId, period, teamId, asOf, knownAt);
    send(report, XLSX, "xlsx", ExcelWorkbook::new, response);
  }

  private void send(
      PeriodReport report,
      String type,
      String extension,
      Function<OutputStream, ReportFile> form,
      HttpServletResponse response)
      throws IOException {
    response.setContentType(type);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename("%s-%s.%s"
                .formatted(
                    report.scope().planId().value(), report.scope().periodId().value(), extension))
            .build()
            .toString());
    response.setHeader("Known-At", report.scope().knownAtText());
    try (ReportFile file = form.apply(response.getOutputStream())) {
      report.write(lists, mapper, file);
    }
  }

  private PeriodReport report(
      PlanId planId,
      String periodText,
      @Nullable TeamId teamId,
      @Nullable String asOf,
      @Nullable String knownAt) {
    KnownAt known = settledTime.resolve(ReadParameters.knownAt(knownAt));
    View view = new View(ReadParameters.asOf(asOf), known.at());
    SeenPlan plan = figures
        .find(planId, view)
        .orElseThrow(() -> new Refusal.NotFound("plan", planId.value()).asException());
    Period period = plan.calendar()
        .period(new PeriodId(periodText))
        .orElseThrow(
            () -> new InvalidValue("period", "a period of the plan's calendar", periodText));
    Organization organization = plan.reference().organization(view.knownAt());
    if (teamId != null && organization.team(teamId).isEmpty()) {
      throw new InvalidValue("teamId", "the id of an existing team", teamId.value());
    }
    LocalDate today = view.today(known.at());
    return new PeriodReport(
        new ReportScope(
            planId,
            period.periodId(),
            plan.calendar().withDescendants(period.periodId()).stream()
                .map(Period::periodId)
                .collect(Collectors.toSet()),
            view.asOf(),
            known.at()),
        period,
        teamId,
        organization,
        today.isAfter(period.lastDay()) ? period.lastDay() : today,
        known.settled(),
        figures.areStale());
  }
}
