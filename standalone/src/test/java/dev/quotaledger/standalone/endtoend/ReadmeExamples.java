package dev.quotaledger.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The README's table of what the demo data answers: in each row a request, what it is for, and some of
 * the members of its answer, or of the last line of it. An event's id in a body is that of the first
 * event shown. Numbers may differ in the fourth digit: another processor may compute the
 * logarithms of a forecast in another way, and what is exact is tested elsewhere.
 */
record ReadmeExamples(Client client) {

  private static final Path README = Path.of("../README.md");
  private static final Pattern ROW = Pattern.compile(
      "^\\| `(?:GET|POST) (/[^` ]*)(?: ([^`]*))?` \\| [^|]* \\| `([^`]*)` \\|$", Pattern.MULTILINE);

  private static final String EVENTS = "/events?";
  private static final String EVENT_ID = "<eventId>";

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

  void areWhatItAnswers() {
    List<MatchResult> rows = ROW.matcher(readme()).results().toList();
    assertThat(rows).as("rows of the README that show an answer").hasSizeGreaterThan(10);
    for (MatchResult row : rows) {
      JsonNode shown = JsonMapper.shared().readTree(row.group(3));
      has(answer(row.group(1), row.group(2), rows), shown, row.group(1));
    }
  }

  private JsonNode answer(String path, @Nullable String body, List<MatchResult> rows) {
    Answer answer = body == null
        ? client.get(path)
        : client.post(path, body.replace(EVENT_ID, firstEvent(rows)));
    return JsonMapper.shared()
        .readTree(answer.expect(200).body().lines().toList().getLast());
  }

  private String firstEvent(List<MatchResult> rows) {
    return rows.stream()
        .map(row -> row.group(1))
        .filter(path -> path.startsWith(EVENTS))
        .findFirst()
        .map(path -> client.get(path).expect(200).text("/items/0/id"))
        .orElseThrow();
  }

  /** All members that are shown, and of a list the first ones. */
  private static void has(JsonNode answer, JsonNode shown, String where) {
    if (shown.isObject()) {
      shown
          .propertyStream()
          .forEach(part ->
              has(answer.path(part.getKey()), part.getValue(), where + " " + part.getKey()));
    } else if (shown.isArray()) {
      for (int i = 0; i < shown.size(); i++) {
        has(answer.path(i), shown.path(i), where + " " + i);
      }
    } else if (NUMBER.matcher(shown.asString()).matches()) {
      assertThat(Double.parseDouble(answer.asString()))
          .as(where)
          .isCloseTo(Double.parseDouble(shown.asString()), withinPercentage(0.1));
    } else {
      assertThat(answer).as(where).isEqualTo(shown);
    }
  }

  private static String readme() {
    try {
      return Files.readString(README);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
