package dev.quotaledger.runtime.readstore;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.quotaledger.runtime.QuotaledgerProperties;
import org.axonframework.serialization.Serializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the store that the settings name; it is closed after everything that uses it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({QuotaledgerProperties.class, ReadStoreProperties.class})
public class ReadStoreConfiguration {

  @Bean
  ReadStore readStore(QuotaledgerProperties shared, ReadStoreProperties settings) {
    return switch (settings.readStore()) {
      case EMBEDDED -> EmbeddedReadStore.open(shared.dataPath(), settings.cacheSize());
      case MONGODB -> MongoReadStore.connect(settings.mongodb());
    };
  }

  @Bean(destroyMethod = "") // the store closes it
  MongoClient mongoClient(ReadStore store) {
    return store.client();
  }

  @Bean
  MongoDatabase mongoDatabase(ReadStore store) {
    return store.database();
  }

  @Bean
  Tokens tokenStore(ReadStore store, Serializer serializer) {
    return store.tokens(serializer);
  }

  @Bean
  DeadLetters deadLetters(ReadStore store, Serializer serializer) {
    return new DeadLetters(store, serializer);
  }
}
