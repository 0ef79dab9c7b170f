package dev.quotaledger.standalone.architecture.bad.query.history;

import dev.quotaledger.query.Projection;
import dev.quotaledger.query.RecordedEvent;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.gateway.EventGateway;

/** A sibling of that feature. */
public final class BadHistory {

  private BadHistory() {}

  /** Does something to others, each time that it is rebuilt. */
  public record Sends(CommandGateway commands) implements Projection {

    @Override
    public void project(List<RecordedEvent> batch) {
      batch.forEach(event -> commands.sendAndWait(event.payload()));
    }
  }

  /** Makes up an event, each time that it is rebuilt. */
  public record Publishes(EventGateway events) implements Projection {

    @Override
    public void project(List<RecordedEvent> batch) {
      events.publish(batch);
    }
  }
}
