package dev.quotaledger.runtime.web;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.DateSchema;
import io.swagger.v3.oas.models.media.DateTimeSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.Map;

/** What the query parameters that mean the same wherever nothing else is said of them take. */
final class CommonParameters {

  private final Map<String, Common> byName;

  private record Common(String description, Schema<?> schema) {}

  CommonParameters(int maxPageSize) {
    Schema<?> limit =
        new IntegerSchema().minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(maxPageSize));
    byName = Map.ofEntries(
        Map.entry(
            "asOf", new Common("Only facts that are effective by this day.", new DateSchema())),
        Map.entry(
            "knownAt", new Common("Only facts that were recorded by then.", new DateTimeSchema())),
        Map.entry("from", new Common("The first day that counts.", new DateSchema())),
        Map.entry("until", new Common("The last day that counts.", new DateSchema())),
        Map.entry("to", new Common("The last day that counts.", new DateSchema())),
        Map.entry(
            "updatedSince",
            new Common("Only what was recorded or changed from then on.", new DateTimeSchema())),
        Map.entry(
            "dryRun",
            new Common("Whether to decide everything and record nothing.", new BooleanSchema())),
        Map.entry(
            "subject",
            new Common("The bare id of whom or what the answer is of.", new StringSchema())),
        Map.entry(
            Pagings.CURSOR, new Common("What the page before gave as next.", new StringSchema())),
        Map.entry(Pagings.LIMIT, new Common("The most items to answer with.", limit)),
        Map.entry(
            "profile", new Common("How an export of another system is read.", new StringSchema())),
        Map.entry(
            "calendarId",
            new Common("The calendar in whose time zone days are taken.", new StringSchema())),
        Map.entry(
            "currency", new Common("The currency of amounts without one.", new StringSchema())));
  }

  void describe(Operation operation) {
    if (operation.getParameters() != null) {
      operation.getParameters().stream()
          .filter(parameter -> "query".equals(parameter.getIn()))
          .forEach(this::describe);
    }
  }

  private void describe(Parameter parameter) {
    Common common = byName.get(parameter.getName());
    if (common != null && parameter.getDescription() == null) {
      parameter.description(common.description()).schema(common.schema());
    }
  }
}
