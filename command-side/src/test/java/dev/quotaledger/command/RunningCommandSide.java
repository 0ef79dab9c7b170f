package dev.quotaledger.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole command side on embedded stores, listening on a port of its own. */
final class RunningCommandSide implements AutoCloseable {

  /** There is one user, Ann of sales operations, who is the rep 1. */
  static final Map<String, String> USERS = Map.of(
      "quotaledger.admin-password", "admin-has-a-password",
      "quotaledger.security.users[0].name", "ann",
      "quotaledger.security.users[0].password", "ann-has-a-password",
      "quotaledger.security.users[0].roles", "SALES_OPS",
      "quotaledger.security.users[0].rep-id", "1");

  static final String ADMIN = basic("admin:admin-has-a-password");

  private static final String ANN = basic("ann:ann-has-a-password");

  private final ConfigurableApplicationContext context;

  private RunningCommandSide(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static RunningCommandSide start(Path dataDir) {
    Stream<String> users = USERS.entrySet().stream()
        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue());
    Stream<String> own = Stream.of("--quotaledger.data-dir=" + dataDir, "--server.port=0");
    return new RunningCommandSide(new SpringApplicationBuilder(CommandSideConfiguration.class)
        .bannerMode(Banner.Mode.OFF)
        .run(Stream.concat(users, own).toArray(String[]::new)));
  }

  /** Sends a body in which single quotes stand for double ones. */
  Answer post(String path, String body, String... headers) {
    int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    return asAnn(new Client(port), "POST", path, body, headers);
  }

  /** Sends a body, or none when it is empty, in which single quotes stand for double ones. */
  static Answer asAnn(Client client, String method, String path, String body, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Authorization";
    all[headers.length + 1] = ANN;
    return client.sendJson(method, "/api/v1" + path, body.replace('\'', '"'), all);
  }

  /** Sends a patch of the type, in which single quotes stand for double ones. */
  static Answer patchAsAnn(
      Client client, String type, String path, String body, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 4);
    all[headers.length] = "Authorization";
    all[headers.length + 1] = ANN;
    all[headers.length + 2] = "Content-Type";
    all[headers.length + 3] = type;
    return client.send("PATCH", "/api/v1" + path, body.replace('\'', '"'), all);
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }

  private static String basic(String credentials) {
    return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
  }
}
