package dev.quotaledger.runtime.security;

import java.util.Set;
import org.springframework.http.HttpMethod;

/**
 * A rule: who may send this method to such paths.
 *
 * @param method the method; HEAD counts as GET
 * @param path a pattern such as {@code /api/v1/reps/{repId}}
 * @param open whether everybody may, unknown callers too
 * @param roles who may, and is answered with all that there is
 * @param bounded who else may, and is answered with what {@link Bounded} leaves
 */
public record Access(
    HttpMethod method, String path, boolean open, Set<Role> roles, Set<Role> bounded) {

  private static final Set<Role> SEE_A_PART = Set.of(Role.MANAGER, Role.REP);

  /** Copies the roles. */
  public Access {
    roles = Set.copyOf(roles);
    bounded = Set.copyOf(bounded);
  }

  static Access open(String path) {
    return new Access(HttpMethod.GET, path, true, Set.of(), Set.of());
  }

  static Access read(Set<Role> roles, String path) {
    return new Access(HttpMethod.GET, path, false, roles, Set.of());
  }

  static Access post(Set<Role> roles, String path) {
    return new Access(HttpMethod.POST, path, false, roles, Set.of());
  }

  static Access put(Set<Role> roles, String path) {
    return new Access(HttpMethod.PUT, path, false, roles, Set.of());
  }

  static Access patch(Set<Role> roles, String path) {
    return new Access(HttpMethod.PATCH, path, false, roles, Set.of());
  }

  static Access delete(Set<Role> roles, String path) {
    return new Access(HttpMethod.DELETE, path, false, roles, Set.of());
  }

  /** The same, and managers and reps read their part of it. */
  Access inPart() {
    return new Access(method, path, open, roles, SEE_A_PART);
  }
}
