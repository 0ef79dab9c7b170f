package dev.quotaledger.runtime.readstore;

import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class EmbeddedSemanticsTest extends StoreSemantics {

  @TempDir
  private static Path directory;

  private static EmbeddedReadStore store;

  @BeforeAll
  static void open() {
    store = EmbeddedReadStore.open(directory, DataSize.ofMegabytes(16));
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Override
  MongoDatabase database() {
    return store.database();
  }
}
