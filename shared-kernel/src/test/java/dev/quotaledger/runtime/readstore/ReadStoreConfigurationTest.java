package dev.quotaledger.runtime.readstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ReadStoreConfigurationTest {

  @TempDir
  private Path directory;

  private final ApplicationContextRunner application = new ApplicationContextRunner()
      .withBean(Serializer.class, JacksonSerializer::defaultSerializer)
      .withUserConfiguration(ReadStoreConfiguration.class);

  @Test
  void keepsReadModelsAndTokensInTheDataDirectoryUnlessToldOtherwise() {
    Path data = directory.resolve("not/yet/there");
    application.withPropertyValues("quotaledger.data-dir=" + data).run(context -> {
      context.getBean(MongoDatabase.class).getCollection("things").insertOne(new Document());
      context.getBean(Durability.class).flush();

      assertThat(context).hasSingleBean(TokenStore.class).hasSingleBean(MongoClient.class);
      assertThat(data.resolve("read-models.mv")).isNotEmptyFile();
    });
  }

  @Test
  void writesToAMongoDbServerOnlyWithTheJournalOfAMajority() {
    application
        .withPropertyValues(
            "quotaledger.read-store=mongodb",
            "quotaledger.mongodb.uri=mongodb://nowhere.invalid:1/?connectTimeoutMS=10"
                + "&serverSelectionTimeoutMS=10",
            "quotaledger.mongodb.database=quotas")
        .withAllowBeanDefinitionOverriding(true)
        .withBean("tokenStore", TokenStore.class, () -> null)
        .run(context -> {
          MongoDatabase database = context.getBean(MongoDatabase.class);
          assertThat(database.getName()).isEqualTo("quotas");
          assertThat(database.getWriteConcern()).isEqualTo(WriteConcern.MAJORITY.withJournal(true));
        });
  }

  @Test
  void refusesAStoreThatIsNeither() {
    application
        .withPropertyValues("quotaledger.read-store=couchdb")
        .run(context -> assertThat(context).hasFailed());
  }
}
