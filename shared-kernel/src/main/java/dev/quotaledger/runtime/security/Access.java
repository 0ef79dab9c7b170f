package dev.quotaledger.runtime.security;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * A rule: who may send this method to such paths.
 *
 * @param method the method; HEAD counts as GET
 * @param path a pattern such as {@code /api/v1/reps/{repId}}
 * @param open whether everybody may, unknown callers too
 * @param roles who may
 * @param about how a request says which rep it is about; callers without such a role may send the requests about reps
 *     whom {@link Visibility} shows them
 */
public record Access(HttpMethod method, String path, boolean open, Set<Role> roles, About about) {

  private static final String SUBJECT = "subject";
  private static final String GROUP_BY = "groupBy";

  /** Copies the roles. */
  public Access {
    roles = Set.copyOf(roles);
  }

  /** How a request says which rep it is about. */
  public enum About {
    /** It does not: the roles alone decide. */
    ANYTHING,
    /** By the variable {@code repId} of its path. */
    REP_OF_PATH,
    /** By its parameter {@code subject}, unless it groups by something else than reps. */
    REP_OF_SUBJECT
  }

  static Access open(String path) {
    return new Access(HttpMethod.GET, path, true, Set.of(), About.ANYTHING);
  }

  static Access read(Set<Role> roles, String path) {
    return new Access(HttpMethod.GET, path, false, roles, About.ANYTHING);
  }

  static Access post(Set<Role> roles, String path) {
    return new Access(HttpMethod.POST, path, false, roles, About.ANYTHING);
  }

  static Access put(Set<Role> roles, String path) {
    return new Access(HttpMethod.PUT, path, false, roles, About.ANYTHING);
  }

  static Access patch(Set<Role> roles, String path) {
    return new Access(HttpMethod.PATCH, path, false, roles, About.ANYTHING);
  }

  static Access delete(Set<Role> roles, String path) {
    return new Access(HttpMethod.DELETE, path, false, roles, About.ANYTHING);
  }

  Access orAbout(About subject) {
    return new Access(method, path, open, roles, subject);
  }

  /** The rep whom a request is about; empty where it does not name exactly one. */
  Optional<RepId> repOf(HttpServletRequest request, Map<String, String> pathVariables) {
    return switch (about) {
      case ANYTHING -> Optional.empty();
      case REP_OF_PATH -> repId(pathVariables.get("repId"));
      case REP_OF_SUBJECT ->
        isByRep(request)
            ? repId(only(request.getParameterValues(SUBJECT))).filter(Access::isNotTheHouse)
            : Optional.empty();
    };
  }

  private static boolean isByRep(HttpServletRequest request) {
    String[] groupings = request.getParameterValues(GROUP_BY);
    return groupings == null || Arrays.stream(groupings).allMatch("rep"::equals);
  }

  private static boolean isNotTheHouse(RepId subject) {
    return !subject.value().equals(Subject.HOUSE_ID);
  }

  private static @Nullable String only(String @Nullable [] values) {
    return values != null && values.length == 1 ? values[0] : null;
  }

  private static Optional<RepId> repId(@Nullable String text) {
    try {
      return Optional.ofNullable(text).map(RepId::new);
    } catch (InvalidValue _) {
      return Optional.empty();
    }
  }
}
