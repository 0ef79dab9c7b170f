package dev.quotaledger.runtime.web;

import dev.quotaledger.runtime.ConsistencyToken;
import dev.quotaledger.runtime.security.Access;
import dev.quotaledger.runtime.security.AccessRules;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/** Describes what follows from the path of an endpoint: what it is about, who may use it, and how it fails. */
final class DescribedPaths implements OpenApiCustomizer {

  private static final String PROBLEM = "Problem";
  private static final Pattern THING = Pattern.compile("/api/v1/([^/:]+).*");
  private static final Set<String> WITHOUT_READ_MODELS =
      Set.of("admin", "audit", "imports", "schemas", "webhooks");

  private static final Set<String> WITHOUT_EVENTS = Set.of("webhooks");
  private static final Pattern COMPUTED = Pattern.compile("/api/v1/(audit|forecasts)/.*");

  private final CommonParameters parameters;

  DescribedPaths(HttpProperties limits) {
    this.parameters = new CommonParameters(limits.maxPageSize());
  }

  /**
   * A problem, as clients see it.
   *
   * @param code the stable name to switch on; {@code type} ends with it
   * @param field what of the request is at fault; only for bad input
   * @param expected what the field takes; only for bad input
   */
  private record ProblemBody(
      String type,
      String title,
      int status,
      String detail,
      String instance,
      String code,
      @Nullable String field,
      @Nullable String expected) {}

  @Override
  public void customise(OpenAPI api) {
    Schema<?> problem = ModelConverters.getInstance(true)
        .resolveAsResolvedSchema(new AnnotatedType(ProblemBody.class).resolveAsRef(false))
        .schema;
    api.getComponents().addSchemas(PROBLEM, problem.name(PROBLEM));
    api.getComponents().addResponses(PROBLEM, problem());
    api.setPaths(MergedPaths.of(api.getPaths()));
    api.getPaths()
        .forEach((path, endpoints) -> endpoints
            .readOperationsMap()
            .forEach((method, operation) -> describe(path, method, operation)));
  }

  private static ApiResponse problem() {
    return new ApiResponse()
        .description("The request was refused, and nothing was changed.")
        .content(new Content()
            .addMediaType(
                org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))));
  }

  private void describe(String path, PathItem.HttpMethod method, Operation operation) {
    Matcher thing = THING.matcher(path);
    if (thing.matches()) {
      operation.setTags(List.of(thing.group(1)));
      if (method == PathItem.HttpMethod.GET && !WITHOUT_READ_MODELS.contains(thing.group(1))) {
        operation.addParametersItem(DescribedOperations.header(
            ConsistencyToken.HEADER,
            "What a write answered: the read waits, at most 5 s, until it includes that write."));
      }
      if (WITHOUT_EVENTS.contains(thing.group(1))) {
        operation.getResponses().values().stream()
            .filter(answer -> answer.getHeaders() != null)
            .forEach(answer -> answer.getHeaders().remove(ConsistencyToken.HEADER));
      }
    }
    operation.setOperationId(idOf(method, path));
    who(method, path).ifPresent(operation::setDescription);
    parameters.describe(operation);
    describe(operation.getResponses(), makes(method, path));
  }

  /** Whether the request may make the thing that it names. */
  private static boolean makes(PathItem.HttpMethod method, String path) {
    return switch (method) {
      case POST ->
        !path.contains("{") && !path.contains(":") && !COMPUTED.matcher(path).matches();
      case PUT -> path.endsWith("}");
      default -> false;
    };
  }

  private static void describe(ApiResponses responses, boolean makes) {
    ApiResponse taken = responses.get("200");
    if (makes && taken != null) {
      responses.addApiResponse(
          "201",
          new ApiResponse()
              .description("It is new; the header Location says where.")
              .content(taken.getContent())
              .headers(taken.getHeaders()));
    }
    responses.addApiResponse("4XX", new ApiResponse().$ref("#/components/responses/" + PROBLEM));
  }

  /** Such as {@code get-plans-planId-quotas}: the same whatever the methods of controllers are called. */
  private static String idOf(PathItem.HttpMethod method, String path) {
    String place = path.replace("/api/v1/", "").replaceAll("[{}]", "").replaceAll("[/:]", "-");
    return method.name().toLowerCase(Locale.ROOT) + "-" + place;
  }

  private static Optional<String> who(PathItem.HttpMethod method, String path) {
    PathContainer example = PathContainer.parsePath(path.replaceAll("[{}]", ""));
    return AccessRules.TABLE.stream()
        .filter(access -> access.method().equals(HttpMethod.valueOf(method.name())))
        .filter(access -> PathPatternParser.defaultInstance.parse(access.path()).matches(example))
        .findFirst()
        .map(DescribedPaths::words);
  }

  private static String words(Access access) {
    String roles =
        access.roles().stream().sorted().map(Enum::name).collect(Collectors.joining(", "));
    return "For " + roles
        + (access.bounded().isEmpty() ? "." : "; for MANAGER and REP their part of it.");
  }
}
