package dev.quotaledger.runtime.readstore;

import dev.quotaledger.runtime.EventStoreProperties;
import dev.quotaledger.runtime.StartupRefused;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Refuses to start one side as a process of its own where the other side could not share its read store: names and the
 * keys to reasons are written by the command side and read by the query side. Only the applications of one side import
 * it.
 */
@Configuration(proxyBeanMethods = false)
public class SideContract {

  /** Before any bean is made, so that nothing is opened or connected to. */
  @Bean
  static BeanFactoryPostProcessor sidesShareTheirStores(Environment environment) {
    return _ -> check(environment);
  }

  private static void check(Environment environment) {
    Binder settings = Binder.get(environment);
    EventStoreProperties.Kind events = settings
        .bind("quotaledger.event-store", EventStoreProperties.Kind.class)
        .orElse(EventStoreProperties.Kind.EMBEDDED);
    ReadStoreProperties.Kind documents = settings
        .bind("quotaledger.read-store", ReadStoreProperties.Kind.class)
        .orElse(ReadStoreProperties.Kind.EMBEDDED);
    if (events != EventStoreProperties.Kind.EMBEDDED
        && documents == ReadStoreProperties.Kind.EMBEDDED) {
      throw new StartupRefused(
          ("quotaledger.event-store=%s is shared by both sides, but quotaledger.read-store=embedded"
                  + " is not: the query side would have no names of people and no keys to reasons.")
              .formatted(events),
          "Set quotaledger.read-store=mongodb and quotaledger.mongodb.uri on both sides.");
    }
  }
}
