package dev.quotaledger.runtime.readstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class KeptValuesTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  record Note(String text, @Nullable Instant at) {}

  @TempDir
  private Path directory;

  @Test
  void ofTwoWritersWhoSawTheSameOneLoses() {
    try (EmbeddedReadStore store = open()) {
      KeptValues<Note> notes = new KeptValues<>(store, "notes", Note.class);

      assertThat(notes.put("a", 0, new Note("first", null))).isTrue();
      assertThat(notes.put("a", 0, new Note("also first", null))).isFalse();
      assertThat(notes.put("a", 1, new Note("second", null))).isTrue();
      assertThat(notes.put("a", 1, new Note("also second", null))).isFalse();

      assertThat(notes.find("a")).contains(new Note("second", null));
      assertThat(notes.find("b")).isEmpty();
    }
  }

  @Test
  void theyAreListedFromTheGreatestIdDownAndSurviveARestart() {
    try (EmbeddedReadStore store = open()) {
      KeptValues<Note> notes = new KeptValues<>(store, "notes", Note.class);
      for (String id : new String[] {"b", "c", "a", "d"}) {
        notes.put(id, 0, new Note(id, NOON));
      }
    }
    try (EmbeddedReadStore store = open()) {
      KeptValues<Note> notes = new KeptValues<>(store, "notes", Note.class);

      assertThat(notes.last(null, 2)).containsExactly(new Note("d", NOON), new Note("c", NOON));
      assertThat(notes.last("c", 9)).containsExactly(new Note("b", NOON), new Note("a", NOON));
    }
  }

  private EmbeddedReadStore open() {
    return EmbeddedReadStore.open(directory, DataSize.ofMegabytes(4));
  }
}
