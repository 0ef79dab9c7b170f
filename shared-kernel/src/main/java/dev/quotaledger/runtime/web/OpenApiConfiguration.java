package dev.quotaledger.runtime.web;

import dev.quotaledger.runtime.security.Caller;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.JsonNode;

/** The description of the API, at {@code /v3/api-docs} and as a page at {@code /docs}. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

  private static final String ABOUT = """
      Every figure can be asked for as of a business date (`asOf`) and as known at a moment (`knownAt`).

      Errors are problems of RFC 9457 with a stable `code`. Lists have pages: `next` of one is the `cursor` of the \
      following. Every answer names its request in `X-Request-Id`, as the log does.""";

  static {
    SpringDocUtils.getConfig()
        .addRequestWrapperToIgnore(
            RequestContext.class, Caller.class, Paging.class, GivenFields.class, JsonRows.class)
        .replaceWithSchema(Currency.class, new StringSchema().example("EUR"))
        .replaceWithSchema(BigDecimal.class, decimal())
        .replaceWithClass(JsonNode.class, Object.class);
  }

  private static Schema<?> decimal() {
    return new Schema<>(SpecVersion.V31)
        .types(Set.of("string", "number"))
        .description("A decimal, exactly; as text it passes every client unrounded.");
  }

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(new Info()
            .title("Quotaledger")
            .version("v1")
            .description(ABOUT)
            .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
        .servers(List.of(new Server().url("/")))
        .components(new Components()
            .addSecuritySchemes("basic", scheme("basic").description("Standalone."))
            .addSecuritySchemes(
                "bearer",
                scheme("bearer")
                    .bearerFormat("JWT")
                    .description("A token of the configured issuer.")))
        .security(List.of(
            new SecurityRequirement().addList("basic"),
            new SecurityRequirement().addList("bearer")));
  }

  private static SecurityScheme scheme(String name) {
    return new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme(name);
  }

  @Bean
  DescribedOperations describedOperations() {
    return new DescribedOperations();
  }

  @Bean
  DescribedPaths describedPaths(HttpProperties limits) {
    return new DescribedPaths(limits);
  }

  /** Registered first and so asked last: the other converters ask it for what they leave. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  DescribedModels describedModels() {
    return new DescribedModels();
  }
}
