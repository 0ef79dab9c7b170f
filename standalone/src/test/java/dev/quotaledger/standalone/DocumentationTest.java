package dev.quotaledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the documentation names is there, and what is there is named. */
class DocumentationTest {

  private static final Path ROOT = Path.of("..");
  private static final Path README = ROOT.resolve("README.md");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
  private static final Pattern NAME =
      Pattern.compile("`((?:quotaledger)?\\.[^`]+|quotaledger[^`]+)`");

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkOfAPageLeadsToAFile(Path page) throws IOException {
    assertThat(LINK.matcher(Files.readString(page))
            .results()
            .map(link -> page.resolveSibling(link.group(1)).normalize()))
        .allSatisfy(target -> assertThat(target).exists());
  }

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT, 8)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.toString().contains("/target/"))
          .toList()
          .stream();
    }
  }

  @Test
  void theReadmeExplainsEveryPropertyAndNoOther() throws IOException {
    assertThat(explained()).isEqualTo(properties());
  }

  /** In a row, the first name is whole, and those that begin with a dot stand for its last part. */
  private static Set<String> explained() throws IOException {
    Set<String> names = new TreeSet<>();
    Files.readString(README)
        .lines()
        .filter(line -> line.startsWith("| `quotaledger."))
        .map(line -> line.substring(0, line.indexOf('|', 1)))
        .forEach(cell -> {
          String last = "";
          for (MatchResult name : NAME.matcher(cell).results().toList()) {
            String text = name.group(1);
            last = text.startsWith(".") ? last.substring(0, last.lastIndexOf('.')) + text : text;
            names.add(last.replaceAll("\\[n].*", ""));
          }
        });
    return names;
  }

  private static Set<String> properties() throws IOException {
    Set<String> names = new TreeSet<>();
    for (URL url : Collections.list(DocumentationTest.class
        .getClassLoader()
        .getResources("META-INF/spring-configuration-metadata.json"))) {
      try (InputStream metadata = url.openStream()) {
        for (JsonNode property : JsonMapper.shared().readTree(metadata).path("properties")) {
          if (property.path("name").asString().startsWith("quotaledger.")) {
            assertThat(property.path("description").asString("")).isNotEmpty();
            names.add(property.path("name").asString());
          }
        }
      }
    }
    return names;
  }
}
