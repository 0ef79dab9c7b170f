package dev.quotaledger.runtime.readstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class NamesTest {

  private static final DataSize CACHE = DataSize.ofMegabytes(16);

  @TempDir
  private Path directory;

  @Test
  void keepsEachNameOnceAndOverARestart() {
    try (EmbeddedReadStore store = EmbeddedReadStore.open(directory, CACHE)) {
      Names names = new Names(store, "names");
      names.add("b");
      names.add("a");
      names.add("b");
      assertThat(names.all()).containsExactly("a", "b");
      assertThat(new Names(store, "others").all()).isEmpty();
    }
    try (EmbeddedReadStore store = EmbeddedReadStore.open(directory, CACHE)) {
      assertThat(new Names(store, "names").all()).containsExactly("a", "b");
    }
  }

  @Test
  void takesANameFromManyAtOnce() {
    try (EmbeddedReadStore store = EmbeddedReadStore.open(directory, CACHE)) {
      Names names = new Names(store, "names");
      IntStream.range(0, 64).parallel().forEach(i -> names.add("name-" + i % 2));
      assertThat(names.all()).containsExactly("name-0", "name-1");
    }
  }
}
