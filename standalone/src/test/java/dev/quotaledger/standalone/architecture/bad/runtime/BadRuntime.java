package dev.quotaledger.standalone.architecture.bad.runtime;

import com.thoughtworks.xstream.XStream;
import dev.quotaledger.standalone.architecture.bad.command.deal.BadDeal;
import org.axonframework.extensions.mongo.MongoTemplate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Parts of a runtime as they must not be. */
public final class BadRuntime {

  private BadRuntime() {}

  /** Knows a side. */
  public record KnowsDeals(BadDeal.Clocked deal) {}

  /** Keeps tokens elsewhere than in the read store. */
  public record KeepsTokens(MongoTemplate documents) {}

  /** Writes XML. */
  public record WritesXml(XStream serializer) {}

  /** Cannot be built without a container. */
  public static final class Injected {
    @Autowired
    @Nullable
    Object collaborator;

    @Value("${setting}")
    @Nullable
    String setting;
  }

  /** Speaks to whoever watches the terminal. */
  public static final class Prints {
    void print() {
      System.out.println("printed");
    }
  }

  /** Logs past the configuration. */
  public record LogsToTheJdk(java.util.logging.Logger log) {}

  /** Is named after nothing. */
  public record PlanManager() {}
}
