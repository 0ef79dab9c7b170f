package dev.quotaledger.command;

import dev.quotaledger.runtime.readstore.SideContract;
import org.springframework.boot.SpringApplication;

/** The command side as a process of its own. */
public final class CommandSideApplication {

  private CommandSideApplication() {}

  /** Starts it; the arguments are settings such as {@code --server.port=8081}. */
  public static void main(String[] arguments) {
    SpringApplication.run(
        new Class<?>[] {CommandSideConfiguration.class, SideContract.class}, arguments);
  }
}
