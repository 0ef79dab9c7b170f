package dev.quotaledger.runtime.security;

import dev.quotaledger.runtime.QuotaledgerProperties;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Authentication, {@link AccessRules} and the headers of every answer, the same in every process. An application imports
 * this class beside {@code WebConfiguration}, which turns what is denied into problems.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  QuotaledgerProperties.class,
  SecuritySettings.class,
  AdminSettings.class
})
@PropertySource("classpath:dev/quotaledger/runtime/security/defaults.properties")
public class SecurityConfiguration {

  private static final String REALM = "Quotaledger";

  @Bean
  AccessRules accessRules() {
    return new AccessRules();
  }

  @Bean
  BoundedAnswers boundedAnswers() {
    return new BoundedAnswers();
  }

  /**
   * Requests are measured as a whole. Spring Security would measure each of its filters for every
   * request besides, twice, which nobody reads.
   */
  @Bean
  SecurityObservationSettings securityObservationSettings() {
    return SecurityObservationSettings.noObservations();
  }

  /** No sessions and no cookies, so that nothing but the credentials of a request speaks for its sender. */
  @Bean
  SecurityFilterChain securityFilterChain(
      HttpSecurity http,
      AccessRules rules,
      SecuritySettings settings,
      AdminSettings admin,
      QuotaledgerProperties shared,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver failures) {
    Denials denials = new Denials(challenge(settings.mode()), failures);
    http.authorizeHttpRequests(requests -> requests
            .dispatcherTypeMatchers(DispatcherType.ERROR)
            .permitAll() // the answer to what was refused already
            .anyRequest()
            .access(rules))
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .addFilterAfter(new CrossSiteWrites(denials), HeaderWriterFilter.class)
        .exceptionHandling(e -> e.authenticationEntryPoint(denials).accessDeniedHandler(denials));
    AnswerHeaders.configure(http);
    switch (settings.mode()) {
      case BASIC ->
        http.authenticationManager(new ProviderManager(new StandaloneUsers(
                AdminPassword.find(admin.adminPassword(), shared.dataPath()), settings.users())))
            .httpBasic(basic -> basic.authenticationEntryPoint(denials));
      case JWT -> acceptTokens(http, settings.jwt(), denials);
    }
    return http.build();
  }

  private static void acceptTokens(
      HttpSecurity http, SecuritySettings.Jwt settings, Denials denials) {
    TokenDecoder decoder = new TokenDecoder(settings);
    http.oauth2ResourceServer(server -> server
        .authenticationEntryPoint(denials)
        .accessDeniedHandler(denials)
        .protectedResourceMetadata(metadata -> metadata.protectedResourceMetadataCustomizer(
            ours -> ours.authorizationServer(decoder.issuer())
                .tlsClientCertificateBoundAccessTokens(false)))
        .jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(new TokenCallers(settings))));
  }

  private static AuthenticationEntryPoint challenge(SecuritySettings.Mode mode) {
    return switch (mode) {
      case BASIC ->
        (_, response, _) -> response.setHeader(
            HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"" + REALM + "\", charset=\"UTF-8\"");
      case JWT -> {
        BearerTokenAuthenticationEntryPoint bearer = new BearerTokenAuthenticationEntryPoint();
        bearer.setRealmName(REALM);
        yield bearer;
      }
    };
  }
}
