package dev.quotaledger.runtime.web;

import dev.quotaledger.runtime.web.JsonRows.Row;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hands controllers the {@link GivenFields} and the {@link JsonRows} that they ask for. */
final class BodyParts implements HandlerMethodArgumentResolver {

  private static final String ARRAY = "a JSON array";

  private final ObjectProvider<JsonMapper> mapper;

  /** The mapper is asked for late, since it is built from the same configuration. */
  BodyParts(ObjectProvider<JsonMapper> mapper) {
    this.mapper = mapper;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == GivenFields.class
        || parameter.getParameterType() == JsonRows.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer model,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    JsonNode body =
        read(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
    return parameter.getParameterType() == GivenFields.class
        ? new GivenFields(Set.copyOf(body.propertyNames()))
        : rows(body, (ParameterizedType) parameter.getGenericParameterType());
  }

  /** Decimals stay what they are: as binary fractions, they would be read as other numbers. */
  private JsonNode read(HttpServletRequest request) {
    byte[] body = BufferedRequest.bodyOf(request);
    if (body.length == 0) {
      throw Problem.invalid("missing-body", "", "a JSON body", "The request needs a JSON body.")
          .asException();
    }
    return mapper
        .getObject()
        .rebuild()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build()
        .readTree(body);
  }

  private JsonRows<Object> rows(JsonNode body, ParameterizedType type) {
    if (!body.isArray()) {
      throw Problem.invalid("invalid-value", "", ARRAY, "The body: expected " + ARRAY + ".")
          .asException();
    }
    JavaType element = mapper.getObject().constructType(type.getActualTypeArguments()[0]);
    List<Row<Object>> rows = new ArrayList<>();
    body.forEach(node -> rows.add(row(node, element)));
    return new JsonRows<>(rows);
  }

  private Row<Object> row(JsonNode node, JavaType type) {
    if (!node.isObject()) {
      return new Row.Unreadable<>(Problem.invalid(
          "invalid-value", "", "a JSON object", "The element: expected a JSON object."));
    }
    try {
      return new Row.Read<>(mapper.getObject().<Object>treeToValue(node, type));
    } catch (JacksonException e) {
      return new Row.Unreadable<>(BadJson.problem(e));
    }
  }
}
