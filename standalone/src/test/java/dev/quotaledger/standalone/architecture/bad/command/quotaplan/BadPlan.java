package dev.quotaledger.standalone.architecture.bad.command.quotaplan;

import dev.quotaledger.standalone.architecture.bad.command.deal.BadDeal;
import java.util.UUID;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.springframework.web.client.RestClient;

/** A sibling of that feature. */
public final class BadPlan {

  private BadPlan() {}

  /** Is an aggregate that leaves something to chance, by way of another class. */
  public static final class Draws {

    private String id = "";

    @EventSourcingHandler
    void evolve(String event) {
      id = new Names().next() + id;
    }
  }

  private record Names() {
    String next() {
      return UUID.randomUUID().toString();
    }
  }

  /** Is an aggregate that asks another system. */
  public static final class Asks {

    private String answer = "";

    @EventSourcingHandler
    void evolve(String event) {
      answer = RestClient.create(event).toString() + answer;
    }
  }

  /** Knows a sibling. */
  public record KnowsDeals(BadDeal.KnowsPlans deals) {}
}
