package dev.quotaledger.runtime.web;

import dev.quotaledger.runtime.ConsistencyToken;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/** Describes what endpoints take and answer beside what their controllers declare. */
final class DescribedOperations implements OperationCustomizer {

  private static final String CSV = "text/csv";
  private static final String MEDIA_JSON = "application/json";

  @Override
  public Operation customize(Operation operation, HandlerMethod method) {
    List<Class<?>> parameters = Arrays.asList(method.getMethod().getParameterTypes());
    if (parameters.contains(Paging.class)) {
      addOnce(operation, new Parameter().in("query").name(Pagings.CURSOR));
      addOnce(operation, new Parameter().in("query").name(Pagings.LIMIT));
    }
    if (CsvLists.isList(method.getReturnType().getParameterType())) {
      describeList(operation);
    }
    boolean isImport = takesCsv(method);
    if (parameters.contains(RequestContext.class) && !isImport) {
      operation.addParametersItem(header(
          IdempotencyKey.HEADER,
          "Marks the repeats of one request: the same key with the same request is taken once."));
      operation.addParametersItem(
          header(HttpHeaders.IF_MATCH, "The version that the change is meant for, such as \"7\"."));
      operation.getResponses().values().forEach(DescribedOperations::describeWrite);
    }
    if (isImport) {
      operation.setRequestBody(body(CSV, new StringSchema()));
    }
    rowType(method)
        .map(ModelConverters.getInstance(true)::resolveAsResolvedSchema)
        .ifPresent(row -> operation.setRequestBody(body(MEDIA_JSON, array(row.schema))));
    return operation;
  }

  private static void describeList(Operation operation) {
    Schema<String> formats = new StringSchema();
    formats.setEnum(List.of("json", "csv"));
    addOnce(
        operation,
        new Parameter()
            .in("query")
            .name(KnownParameters.FORMAT)
            .description("The form of the answer; what CSV has no place for stands in headers.")
            .schema(formats));
    ApiResponse answer = operation.getResponses().get("200");
    if (answer != null && answer.getContent() != null) {
      answer.getContent().addMediaType(CSV, new MediaType().schema(new StringSchema()));
    }
  }

  private static RequestBody body(String type, Schema<?> schema) {
    return new RequestBody()
        .required(true)
        .content(new Content().addMediaType(type, new MediaType().schema(schema)));
  }

  private static Schema<?> array(Schema<?> element) {
    Schema<?> array = new Schema<>().types(Set.of("array"));
    array.setItems(element);
    return array;
  }

  /** The type of the elements of the array that the method takes; empty when it takes none. */
  private static Optional<AnnotatedType> rowType(HandlerMethod method) {
    return Arrays.stream(method.getMethod().getParameters())
        .filter(parameter -> parameter.getType() == JsonRows.class)
        .findFirst()
        .map(parameter ->
            ((ParameterizedType) parameter.getParameterizedType()).getActualTypeArguments()[0])
        .map(type -> new AnnotatedType(type).resolveAsRef(false));
  }

  /** Two methods may answer for one operation, each for other parameters. */
  private static void addOnce(Operation operation, Parameter parameter) {
    List<Parameter> known = operation.getParameters();
    if (known == null
        || known.stream().noneMatch(each -> each.getName().equals(parameter.getName()))) {
      operation.addParametersItem(parameter);
    }
  }

  private static boolean takesCsv(HandlerMethod method) {
    RequestMapping mapping =
        AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequestMapping.class);
    return mapping != null && Arrays.asList(mapping.consumes()).contains(CSV);
  }

  private static void describeWrite(ApiResponse response) {
    response.addHeaderObject(
        HttpHeaders.ETAG, answered("The version after the change, for If-Match."));
    response.addHeaderObject(
        ConsistencyToken.HEADER, answered("For reads that have to include this write."));
  }

  private static Header answered(String description) {
    return new Header().description(description).schema(new StringSchema());
  }

  static Parameter header(String name, String description) {
    return new Parameter()
        .in("header")
        .name(name)
        .description(description)
        .schema(new StringSchema());
  }
}
