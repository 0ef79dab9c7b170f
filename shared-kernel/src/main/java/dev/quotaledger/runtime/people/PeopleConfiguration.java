package dev.quotaledger.runtime.people;

import dev.quotaledger.runtime.readstore.ReadStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps people in the read store, which is backed up with the events. */
@Configuration(proxyBeanMethods = false)
public class PeopleConfiguration {

  @Bean
  Directory directory(ReadStore store) {
    return new Directory(store);
  }

  @Bean
  PersonalTexts personalTexts(ReadStore store) {
    return new PersonalTexts(store);
  }
}
