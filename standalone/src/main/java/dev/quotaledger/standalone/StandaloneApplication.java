package dev.quotaledger.standalone;

import dev.quotaledger.command.CommandSideConfiguration;
import dev.quotaledger.query.QuerySideConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Both sides in one process, by default on the embedded stores. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@Import({CommandSideConfiguration.class, QuerySideConfiguration.class})
public class StandaloneApplication {

  /** Starts it; the arguments are settings such as {@code --quotaledger.data-dir=/var/quota}. */
  public static void main(String[] arguments) {
    SpringApplication.run(StandaloneApplication.class, arguments);
  }
}
