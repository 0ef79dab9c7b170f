package dev.quotaledger.runtime.readstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.util.ArrayList;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class EmbeddedReadStoreTest {

  private static final DataSize CACHE = DataSize.ofMegabytes(16);

  @TempDir
  private Path directory;

  @Test
  void keepsDocumentsOverARestart() {
    try (EmbeddedReadStore store = EmbeddedReadStore.open(directory, CACHE)) {
      store.database().getCollection("things").insertOne(new Document("_id", "a").append("n", 1));
    }
    try (EmbeddedReadStore store = EmbeddedReadStore.open(directory, CACHE)) {
      MongoCollection<Document> things = store.database().getCollection("things");
      assertThat(things.find().into(new ArrayList<>()))
          .containsExactly(new Document("_id", "a").append("n", 1));
      assertThatThrownBy(() -> things.insertOne(new Document("_id", "a")))
          .isInstanceOf(MongoException.class)
          .extracting(e -> ((MongoException) e).getCode())
          .isEqualTo(11000);
    }
  }

  @Test
  void refusesASecondProcessWithTheFileOpen() {
    try (EmbeddedReadStore _ = EmbeddedReadStore.open(directory, CACHE)) {
      assertThatThrownBy(() -> EmbeddedReadStore.open(directory, CACHE))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("read-models.mv");
    }
  }

  @Test
  void listensOnTheLoopbackInterfaceAndRefusesWhoeverDoesNotKnowThePassword() {
    try (EmbeddedReadStore store = EmbeddedReadStore.open(directory, CACHE)) {
      assertThat(store.address().getAddress().isLoopbackAddress()).isTrue();
      String host = "127.0.0.1:" + store.address().getPort();
      assertRefused("mongodb://" + host, "Unauthorized");
      assertRefused(
          "mongodb://quotaledger:guess@" + host + "/?authMechanism=PLAIN",
          "Exception authenticating");
    }
  }

  private static void assertRefused(String uri, String reason) {
    try (MongoClient stranger = MongoClients.create(uri)) {
      MongoCollection<Document> things =
          stranger.getDatabase("quotaledger").getCollection("things");
      assertThatThrownBy(() -> things.find().first())
          .isInstanceOf(MongoException.class)
          .hasMessageContaining(reason);
    }
  }
}
