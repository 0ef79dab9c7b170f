package dev.quotaledger.query;

import dev.quotaledger.runtime.readstore.SideContract;
import org.springframework.boot.SpringApplication;

/** The query side as a process of its own. */
public final class QuerySideApplication {

  private QuerySideApplication() {}

  /** Starts it; the arguments are settings such as {@code --server.port=8082}. */
  public static void main(String[] arguments) {
    SpringApplication.run(
        new Class<?>[] {QuerySideConfiguration.class, SideContract.class}, arguments);
  }
}
