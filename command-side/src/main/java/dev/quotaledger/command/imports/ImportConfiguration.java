package dev.quotaledger.command.imports;

import dev.quotaledger.runtime.QuotaledgerProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where imports keep their files. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({QuotaledgerProperties.class, ImportProperties.class})
class ImportConfiguration {

  @Bean
  ImportFiles importFiles(QuotaledgerProperties shared, ImportProperties settings) {
    return new ImportFiles(settings.directoryIn(shared.dataPath()));
  }
}
