package dev.quotaledger.standalone.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/** What a reader of the compose file and of the dashboard beside it can rely on. */
class ComposeTest {

  private static final Path DOCKER = Path.of("../docker");
  private static final Pattern SECRET =
      Pattern.compile("PASSWORD|TOKEN|SECRET", Pattern.CASE_INSENSITIVE);
  private static final Pattern REQUIRED = Pattern.compile("\\$\\{[A-Z_]+:\\?[^}]+}");

  /** Gauges of what is stored, which all instances publish alike. */
  private static final Pattern SHARED =
      Pattern.compile("quotaledger_(processor|dead_letters|rebuild)");

  private final Map<String, Map<String, Object>> services = services();

  @Test
  void everySecretIsAskedForAndHasNoDefault() {
    Set<String> secrets = new HashSet<>();
    services.forEach((_, service) -> environment(service).forEach((name, value) -> {
      if (SECRET.matcher(name).find()) {
        assertThat(value).as(name).matches(REQUIRED);
        secrets.add(name);
      }
    }));

    assertThat(secrets)
        .containsExactlyInAnyOrder(
            "SPRING_DATASOURCE_PASSWORD",
            "POSTGRES_PASSWORD",
            "MONGO_INITDB_ROOT_PASSWORD",
            "GF_SECURITY_ADMIN_PASSWORD");
  }

  @Test
  void thePasswordInAConnectionStringIsAskedForToo() {
    assertThat(Stream.of("command-side", "query-side").map(side -> environment(service(side))))
        .allSatisfy(environment -> assertThat(environment.get("QUOTALEDGER_MONGODB_URI"))
            .containsPattern(REQUIRED)
            .contains("w=majority"));
  }

  @Test
  void everySettingOfOursIsOneThatThereIs() throws IOException {
    Map<String, Object> environment = new HashMap<>();
    for (Map<String, Object> service : services.values()) {
      environment(service).entrySet().stream()
          .filter(variable -> variable.getKey().startsWith("QUOTALEDGER_"))
          .forEach(variable -> environment.put(variable.getKey(), variable.getValue()));
    }
    ConfigurationPropertySource source = Objects.requireNonNull(ConfigurationPropertySource.from(
        new SystemEnvironmentPropertySource("systemEnvironment", environment)));

    Set<String> bound = settings()
        .map(ConfigurationPropertyName::of)
        .map(source::getConfigurationProperty)
        .filter(Objects::nonNull)
        .map(property -> Objects.requireNonNull(property.getOrigin()).toString())
        .collect(Collectors.toSet());

    assertThat(environment).containsKey("QUOTALEDGER_SECURITY_JWT_ROLESCLAIM");
    assertThat(environment.keySet())
        .allSatisfy(name ->
            assertThat(bound).as(name).anyMatch(origin -> origin.contains("\"" + name + "\"")));
  }

  /** The names of the settings that the program has. */
  private static Stream<String> settings() throws IOException {
    return Collections.list(ComposeTest.class
            .getClassLoader()
            .getResources("META-INF/spring-configuration-metadata.json"))
        .stream()
        .flatMap(metadata ->
            JsonMapper.shared().readTree(read(metadata)).path("properties").valueStream())
        .map(property -> property.path("name").asString())
        .filter(name -> name.startsWith("quotaledger."));
  }

  private static byte[] read(URL resource) {
    try (InputStream bytes = resource.openStream()) {
      return bytes.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void bothSidesRunOnEitherEventStoreUnderTheSameName() {
    for (String side : List.of("command-side", "query-side")) {
      assertThat(service(side)).containsEntry("profiles", List.of("postgres"));
      assertThat(environment(service(side))).containsEntry("QUOTALEDGER_EVENTSTORE", "postgres");
      Map<String, Object> other = service(side + "-axonserver");
      assertThat(other).containsEntry("profiles", List.of("axonserver"));
      assertThat(other.get("networks")).hasToString("{default={aliases=[" + side + "]}}");
      assertThat(environment(other)).containsEntry("QUOTALEDGER_EVENTSTORE", "axonserver");
    }
  }

  @Test
  void everyMountedFileExists() {
    List<String> mounted = services.values().stream()
        .flatMap(service -> strings(service.get("volumes")))
        .filter(volume -> volume.startsWith("./"))
        .map(volume -> volume.substring(2, volume.indexOf(':')))
        .toList();

    assertThat(mounted)
        .hasSize(4)
        .allSatisfy(file -> assertThat(DOCKER.resolve(file)).exists());
  }

  @Test
  void theDashboardShowsCommandsLagDeadLettersRebuildsAndTheJvm() throws IOException {
    Set<String> metrics = new HashSet<>();
    expressions()
        .forEach(expression -> Pattern.compile("\\b(quotaledger|jvm|process)_[a-z_]+")
            .matcher(expression)
            .results()
            .map(MatchResult::group)
            .forEach(metrics::add));

    assertThat(metrics)
        .contains(
            "quotaledger_commands_seconds_count",
            "quotaledger_commands_seconds_bucket",
            "quotaledger_processor_lag_events",
            "quotaledger_processor_stopped",
            "quotaledger_dead_letters",
            "quotaledger_rebuild_progress_ratio",
            "jvm_memory_used_bytes");
    assertThat(expressions())
        .anySatisfy(each ->
            assertThat(each).contains("by (outcome)", "quotaledger_commands_seconds_count"));
  }

  @Test
  void theDashboardCountsWhatEveryInstanceReadsFromTheSharedStoreOnce() throws IOException {
    assertThat(expressions())
        .filteredOn(each -> SHARED.matcher(each).find())
        .hasSize(4)
        .allSatisfy(each -> assertThat(each).startsWith("max by ("));
  }

  private static List<String> expressions() throws IOException {
    return JsonMapper.shared()
        .readTree(Files.readString(DOCKER.resolve("grafana/dashboards/quotaledger.json")))
        .findValuesAsString("expr");
  }

  private Map<String, Object> service(String name) {
    return services.getOrDefault(name, Map.of());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> environment(Map<String, Object> service) {
    return (Map<String, String>) service.getOrDefault("environment", Map.of());
  }

  private static Stream<String> strings(@Nullable Object list) {
    return list instanceof List<?> values ? values.stream().map(String::valueOf) : Stream.of();
  }

  private static Map<String, Map<String, Object>> services() {
    try {
      Map<String, Map<String, Map<String, Object>>> compose =
          new Yaml().load(Files.readString(DOCKER.resolve("compose.yaml")));
      return Objects.requireNonNull(compose.get("services"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
