package dev.quotaledger.runtime.security;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Callers as Spring Security knows them, however they proved who they are. */
final class Callers {

  private Callers() {}

  static UsernamePasswordAuthenticationToken authenticated(Caller caller) {
    List<SimpleGrantedAuthority> authorities = caller.roles().stream()
        .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
        .toList();
    return UsernamePasswordAuthenticationToken.authenticated(caller, null, authorities);
  }

  /** Empty before authentication. */
  static Optional<Caller> of(@Nullable Authentication authentication) {
    return Optional.ofNullable(authentication)
        .map(Authentication::getPrincipal)
        .filter(Caller.class::isInstance)
        .map(Caller.class::cast);
  }
}
