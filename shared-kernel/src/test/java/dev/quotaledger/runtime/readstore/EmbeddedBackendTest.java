package dev.quotaledger.runtime.readstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class EmbeddedBackendTest {

  @TempDir
  private Path directory;

  @Test
  void nothingButACommitWritesToTheFile() throws IOException {
    Path file = directory.resolve("file");
    EmbeddedBackend backend = EmbeddedBackend.open(file, DataSize.ofMegabytes(1), "password");
    long empty = Files.size(file);
    MVMap<Integer, String> map = backend.getMvStore().openMap("map");
    for (int i = 0; i < 100; i++) {
      map.put(i, (i + "-").repeat(200_000));
    }
    assertThat(backend.getMvStore().getAutoCommitDelay()).isZero();
    assertThat(Files.size(file)).isEqualTo(empty);

    backend.commit();
    assertThat(Files.size(file)).isGreaterThan(empty);
    backend.close();
  }
}
