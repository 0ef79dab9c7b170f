package dev.quotaledger.runtime.security;

import dev.quotaledger.runtime.StartupRefused;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.web.client.RestTemplate;

/**
 * Reads tokens: signed with a key of the issuer, meant for us, and not expired. The issuer is asked for its keys at the
 * first token, so that the program starts while the issuer is away.
 */
final class TokenDecoder implements JwtDecoder {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final SecuritySettings.Jwt settings;
  private final String issuer;
  private final JwtDecoder lazily = new SupplierJwtDecoder(this::build);

  TokenDecoder(SecuritySettings.Jwt settings) {
    this.settings = settings;
    this.issuer = required(settings.issuer());
  }

  private static String required(@Nullable String issuer) {
    if (issuer == null || issuer.isBlank()) {
      throw new StartupRefused(
          "quotaledger.security.mode=jwt needs to know whose tokens to accept.",
          "Set quotaledger.security.jwt.issuer to the URL that tokens name as their issuer.");
    }
    return issuer;
  }

  String issuer() {
    return issuer;
  }

  /** What is wrong with us or with the issuer is not the token's fault, so it is no {@code BadJwtException}. */
  @Override
  public Jwt decode(String token) {
    try {
      return lazily.decode(token);
    } catch (JwtException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new JwtException("The issuer's keys cannot be had", e);
    }
  }

  private JwtDecoder build() {
    SimpleClientHttpRequestFactory http = new SimpleClientHttpRequestFactory();
    http.setConnectTimeout(PATIENCE);
    http.setReadTimeout(PATIENCE);
    String keys = settings.jwkSetUri();
    NimbusJwtDecoder.JwkSetUriJwtDecoderBuilder builder = keys == null || keys.isBlank()
        ? NimbusJwtDecoder.withIssuerLocation(issuer)
        : NimbusJwtDecoder.withJwkSetUri(keys);
    NimbusJwtDecoder decoder = builder
        .restOperations(new RestTemplate(http))
        .jwsAlgorithms(accepted -> accepted.addAll(Set.of(SignatureAlgorithm.values())))
        .build();
    decoder.setJwtValidator(validator());
    return decoder;
  }

  private OAuth2TokenValidator<Jwt> validator() {
    JwtTypeValidator type = new JwtTypeValidator("JWT", "at+jwt");
    type.setAllowEmpty(true);
    JwtTimestampValidator time = new JwtTimestampValidator();
    time.setAllowEmptyExpiryClaim(false);
    return new DelegatingOAuth2TokenValidator<>(
        type, time, new JwtIssuerValidator(issuer), new JwtAudienceValidator(settings.audience()));
  }
}
