package dev.quotaledger.standalone.architecture.bad.command.deal;

import dev.quotaledger.api.DomainEvent;
import dev.quotaledger.standalone.architecture.bad.command.quotaplan.BadPlan;
import dev.quotaledger.standalone.architecture.bad.query.attainment.BadAttainment;
import java.time.Instant;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** A feature of the command side as it must not be. */
public final class BadDeal {

  private BadDeal() {}

  /** Is an aggregate that asks the clock. */
  public static final class Clocked {

    @Nullable
    Instant won;

    @CommandHandler
    void decide(String command) {
      won = Instant.now();
    }
  }

  /** Knows a sibling. */
  public record KnowsPlans(BadPlan.Draws plan) {}

  /** Decides on what readers are told. */
  public record ReadsFigures(BadAttainment.ReadsTables figures) {}

  /** Knows where events are kept. */
  public record AppendsToAxonServer(AxonServerEventStore events) {}

  /** Has state that no event tells of. */
  public record KeepsDocuments(Document document) {}

  /** Answers from the aggregate itself. An interface, so that no component scan instantiates it. */
  @RestController
  public interface ServesTheAggregate {
    Clocked deal();
  }

  /** Would do it all again when its processor is reset. */
  @ProcessingGroup("again")
  public static final class ReactsAgain {

    @EventHandler
    void on(DomainEvent event) {}
  }
}
