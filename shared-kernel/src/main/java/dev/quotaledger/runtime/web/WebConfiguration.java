package dev.quotaledger.runtime.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** Everything of this package as Spring beans, the same in every process. An application imports this class. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpProperties.class)
@PropertySource("classpath:dev/quotaledger/runtime/web/defaults.properties")
@Import({ProblemAdvice.class, ProblemController.class, OpenApiConfiguration.class})
public class WebConfiguration implements WebMvcConfigurer {

  /** After Spring Security's filter, which has order -100: only a known caller's body is read. */
  private static final int AFTER_SECURITY = -50;

  private static final String FAILURES = "handlerExceptionResolver";

  private final HttpProperties limits;
  private final ObjectProvider<JsonMapper> mapper;

  WebConfiguration(HttpProperties limits, ObjectProvider<JsonMapper> mapper) {
    this.limits = limits;
    this.mapper = mapper;
  }

  @Bean
  FilterRegistrationBean<RequestEnvelope> requestEnvelope(
      @Qualifier(FAILURES) HandlerExceptionResolver failures) {
    FilterRegistrationBean<RequestEnvelope> filter =
        new FilterRegistrationBean<>(new RequestEnvelope(limits, failures));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }

  @Bean
  FilterRegistrationBean<RequestBody> requestBody(
      @Qualifier(FAILURES) HandlerExceptionResolver failures) {
    FilterRegistrationBean<RequestBody> filter =
        new FilterRegistrationBean<>(new RequestBody(limits, failures));
    filter.setOrder(AFTER_SECURITY);
    return filter;
  }

  /** What clients send is read strictly: what is not understood exactly is refused, not guessed. */
  @Bean
  JsonMapperBuilderCustomizer strictJson() {
    return mapper -> mapper
        .annotationIntrospector(new RequiredComponents())
        .addModule(new StrictValues())
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(EnumFeature.READ_ENUMS_USING_TO_STRING, EnumFeature.WRITE_ENUMS_USING_TO_STRING)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);
  }

  /** What the container refuses before any filter is a problem as well. The last valve added is asked first. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> containerProblems() {
    return factory -> factory.addContextCustomizers(
        context -> context.getParent().getPipeline().addValve(new ProblemValve()));
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new RequestContexts());
    resolvers.add(new Pagings(limits));
    resolvers.add(new BodyParts(mapper));
  }

  /** A list is CSV for whoever asks for it, by {@code format=csv} or by what they accept. */
  @Override
  public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
    negotiation
        .favorParameter(true)
        .parameterName(KnownParameters.FORMAT)
        .mediaType("json", MediaType.APPLICATION_JSON)
        .mediaType("csv", CsvLists.CSV);
  }

  @Override
  public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
    converters.addCustomConverter(new CsvLists(mapper::getObject));
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new KnownParameters());
  }

  @Override
  public void addFormatters(FormatterRegistry registry) {
    String field = "value"; // whoever reports the problem knows the parameter's name
    registry.addConverter(String.class, LocalDate.class, text -> TextInput.day(field, text));
    registry.addConverter(String.class, Instant.class, text -> TextInput.instant(field, text));
    registry.addConverter(String.class, BigDecimal.class, text -> TextInput.decimal(field, text));
    registry.addConverter(String.class, Currency.class, text -> TextInput.currency(field, text));
    registry.addConverterFactory(new Choices());
  }

  /** Constants by the names that JSON uses; an empty parameter is none of them. */
  private static final class Choices implements ConverterFactory<String, Enum<?>> {

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // the type of an enum is that of its constants
    public <T extends Enum<?>>
        org.springframework.core.convert.converter.Converter<String, T> getConverter(
            Class<T> type) {
      return text -> (T) TextInput.oneOf("value", (Class) type, text);
    }
  }
}
