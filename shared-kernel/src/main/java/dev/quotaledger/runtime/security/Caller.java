package dev.quotaledger.runtime.security;

import dev.quotaledger.api.RepId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who asks.
 *
 * @param name the user's name or the token's subject; goes into every event that the caller causes
 * @param roles what the caller is; never empty for a caller who may do anything
 * @param repId the rep whom the caller is; null for anybody else
 */
public record Caller(String name, Set<Role> roles, @Nullable RepId repId)
    implements AuthenticatedPrincipal {

  /** Copies the roles. */
  public Caller {
    roles = Set.copyOf(roles);
  }

  /** The caller of the request that this thread answers; empty outside of one, or before authentication. */
  public static Optional<Caller> current() {
    return Callers.of(SecurityContextHolder.getContext().getAuthentication());
  }

  /** Whether the caller is one of these. */
  public boolean isAnyOf(Set<Role> any) {
    return roles.stream().anyMatch(any::contains);
  }

  @Override
  public String getName() {
    return name;
  }
}
