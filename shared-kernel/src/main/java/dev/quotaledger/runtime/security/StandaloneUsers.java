package dev.quotaledger.runtime.security;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.RepId;
import dev.quotaledger.runtime.StartupRefused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** The users of the mode basic: admin and those that are configured. */
final class StandaloneUsers implements AuthenticationProvider {

  static final String ADMIN = "admin";

  private final Map<String, Known> users = new HashMap<>();
  private final Password nobodys = Password.nobodys();

  private record Known(Caller caller, Password password) {}

  StandaloneUsers(Password adminPassword, List<SecuritySettings.User> configured) {
    users.put(ADMIN, new Known(new Caller(ADMIN, Set.of(Role.ADMIN), null), adminPassword));
    for (int i = 0; i < configured.size(); i++) {
      add("quotaledger.security.users[%d]".formatted(i), configured.get(i));
    }
  }

  private void add(String where, SecuritySettings.User user) {
    RepId rep = repId(where, user.repId());
    if (rep == null && user.roles().contains(Role.REP)) {
      throw new StartupRefused(
          "%s has the role REP but no rep-id.".formatted(where),
          "Set %s.rep-id to the rep whom the user is.".formatted(where));
    }
    Password password = Password.chosen(where + ".password", user.password());
    Known known = new Known(new Caller(user.name(), user.roles(), rep), password);
    if (users.putIfAbsent(user.name(), known) != null) {
      throw new StartupRefused(
          "%s is a second user with the name %s.".formatted(where, user.name()),
          "Give every user a name of their own; admin is always there.");
    }
  }

  private static @Nullable RepId repId(String where, @Nullable String text) {
    try {
      return text == null || text.isEmpty() ? null : new RepId(text);
    } catch (InvalidValue e) {
      throw new StartupRefused(
          "%s.rep-id is no rep's id.".formatted(where), "It takes %s.".formatted(e.expected()));
    }
  }

  /** An unknown user takes the same way as a wrong password. */
  @Override
  public Authentication authenticate(Authentication offered) {
    Known known = users.get(offered.getName());
    Password expected = known == null ? nobodys : known.password();
    boolean matches = expected.matches(String.valueOf(offered.getCredentials()));
    if (known == null || !matches) {
      throw new BadCredentialsException("Unknown user or wrong password.");
    }
    return Callers.authenticated(known.caller());
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
