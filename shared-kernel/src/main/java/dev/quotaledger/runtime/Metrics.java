package dev.quotaledger.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.axonframework.messaging.Message;
import org.axonframework.micrometer.MessageCountingMonitor;
import org.axonframework.micrometer.MessageTimerMonitor;
import org.axonframework.monitoring.MessageMonitor;
import org.axonframework.monitoring.MultiMessageMonitor;

/**
 * What is measured of the messages that pass a component: how many, with which result and how long
 * they took, by the type of their payload.
 *
 * <p>Axon's capacity gauge is left out: it keeps every message of the last ten minutes in memory.
 */
public final class Metrics {

  private Metrics() {}

  /**
   * A monitor for one component.
   *
   * @param component the prefix of its metrics' names
   */
  public static MessageMonitor<Message<?>> of(String component, MeterRegistry registry) {
    return new MultiMessageMonitor<>(
        MessageCountingMonitor.buildMonitor(component, registry, Metrics::tags),
        MessageTimerMonitor.builder()
            .meterNamePrefix(component)
            .meterRegistry(registry)
            .tagsBuilder(Metrics::tags)
            .build());
  }

  private static Tags tags(Message<?> message) {
    return Tags.of("payloadType", message.getPayloadType().getSimpleName());
  }
}
