package dev.quotaledger.runtime.security;

import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.WebConfiguration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A server of nothing but the web part and its security; whoever is let in learns who they are. */
final class SecuredServer implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private SecuredServer(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static SecuredServer start(Path dataDir, String... properties) {
    return start(Map.of(), dataDir, properties);
  }

  /** With variables as the operating system's environment has them. */
  static SecuredServer start(Map<String, String> variables, Path dataDir, String... properties) {
    StandardEnvironment environment = new StandardEnvironment();
    Map<String, Object> all = new TreeMap<>(environment.getSystemEnvironment());
    all.putAll(variables);
    environment
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, all));
    List<String> arguments =
        new ArrayList<>(List.of("--server.port=0", "--quotaledger.data-dir=" + dataDir));
    List.of(properties).forEach(property -> arguments.add("--" + property));
    return new SecuredServer(new SpringApplicationBuilder(Application.class)
        .environment(environment)
        .bannerMode(Banner.Mode.OFF)
        .run(arguments.toArray(String[]::new)));
  }

  Client client() {
    return new Client(port());
  }

  int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  /** The header of a name and password. */
  static String[] basic(String name, String password) {
    byte[] both = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new String[] {"Authorization", "Basic " + Base64.getEncoder().encodeToString(both)};
  }

  @Override
  public void close() {
    context.close();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration(
      exclude = {
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        FlywayAutoConfiguration.class
      })
  @Import({WebConfiguration.class, SecurityConfiguration.class, WhoAmI.class})
  static class Application {}

  /** Answers at every path; it may forget to ask what its caller may see. */
  @RestController
  static class WhoAmI {

    @RequestMapping("/api/v1/**")
    Map<String, Object> answer(
        Caller caller,
        @RequestParam @Nullable String subject,
        @RequestParam(defaultValue = "false") boolean forgetful) {
      return Map.of(
          "bounded",
          !forgetful && Bounded.caller().isPresent(),
          "name",
          caller.name(),
          "roles",
          caller.roles().stream().sorted().toList(),
          "repId",
          caller.repId() == null ? "" : caller.repId().value());
    }
  }
}
