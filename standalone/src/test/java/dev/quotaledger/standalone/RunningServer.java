package dev.quotaledger.standalone;

import dev.quotaledger.runtime.security.Role;
import dev.quotaledger.runtime.web.Client;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole program on a port of its own, with a user of each role, all of whom are the rep 275. */
record RunningServer(ConfigurableApplicationContext context) implements AutoCloseable {

  private static final String PASSWORD = "password of ";

  static RunningServer start(Path dataDir, String... more) {
    List<String> arguments = new ArrayList<>(List.of(
        "--server.port=0", "--quotaledger.data-dir=" + dataDir, "--logging.level.root=WARN"));
    arguments.addAll(List.of(more));
    int index = 0;
    for (Role role : Role.values()) {
      String user = "--quotaledger.security.users[%d].".formatted(index++);
      arguments.addAll(List.of(
          user + "name=" + role,
          user + "password=" + PASSWORD + role,
          user + "roles=" + role,
          user + "rep-id=275"));
    }
    return new RunningServer(new SpringApplicationBuilder(StandaloneApplication.class)
        .bannerMode(Banner.Mode.OFF)
        .run(arguments.toArray(String[]::new)));
  }

  Client client() {
    return new Client(
        context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
  }

  /** The header of the user who has this role. */
  static String[] as(Role role) {
    return basic(role.name(), PASSWORD + role);
  }

  /** The header of any user. */
  static String[] basic(String name, String password) {
    byte[] both = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new String[] {"Authorization", "Basic " + Base64.getEncoder().encodeToString(both)};
  }

  @Override
  public void close() {
    context.close();
  }
}
