package dev.quotaledger.runtime.security;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.RepId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.util.StringUtils;

/** The callers that valid tokens name. */
final class TokenCallers implements Converter<Jwt, AbstractAuthenticationToken> {

  private final SecuritySettings.Jwt settings;

  TokenCallers(SecuritySettings.Jwt settings) {
    this.settings = settings;
  }

  @Override
  public AbstractAuthenticationToken convert(Jwt token) {
    String subject = token.getSubject();
    if (subject == null || subject.isBlank()) {
      throw new InvalidBearerTokenException("The token names no subject");
    }
    return Callers.authenticated(new Caller(subject, roles(token), repId(token)));
  }

  /** Names that are no roles here are another application's. */
  private Set<Role> roles(Jwt token) {
    Collection<?> names = switch (claim(token, settings.rolesClaim())) {
      case Collection<?> list -> list;
      case String text -> List.of(StringUtils.delimitedListToStringArray(text, " "));
      case null, default -> List.of();
    };
    return Arrays.stream(Role.values())
        .filter(role -> names.contains(role.name()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private @Nullable RepId repId(Jwt token) {
    Object claim = claim(token, settings.repClaim());
    try {
      return claim == null ? null : new RepId(claim.toString());
    } catch (InvalidValue e) {
      throw new InvalidBearerTokenException("The token's claim for the rep is no rep's id", e);
    }
  }

  /** A claim by its name, which may have dots in it, or else by a path. */
  private static @Nullable Object claim(Jwt token, String name) {
    Map<?, ?> claims = token.getClaims();
    if (claims.containsKey(name)) {
      return claims.get(name);
    }
    Object found = claims;
    for (String step : StringUtils.delimitedListToStringArray(name, ".")) {
      found = found instanceof Map<?, ?> inside ? inside.get(step) : null;
    }
    return Objects.equals(found, claims) ? null : found;
  }
}
