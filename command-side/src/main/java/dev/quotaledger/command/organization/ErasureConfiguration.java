package dev.quotaledger.command.organization;

import dev.quotaledger.command.Commands;
import dev.quotaledger.command.SentFiles;
import dev.quotaledger.runtime.people.Directory;
import dev.quotaledger.runtime.people.PersonalTexts;
import dev.quotaledger.runtime.readstore.Names;
import dev.quotaledger.runtime.readstore.ReadStore;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What erases people. */
@Configuration(proxyBeanMethods = false)
class ErasureConfiguration {

  @Bean
  Erasures erasures(
      ReadStore store,
      Commands commands,
      Directory directory,
      PersonalTexts texts,
      SentFiles files,
      Clock clock) {
    return new Erasures(
        new Names(store, "begun-erasures"), commands, directory, texts, files, clock);
  }
}
