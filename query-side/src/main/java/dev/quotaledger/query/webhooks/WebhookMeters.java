package dev.quotaledger.query.webhooks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** What is measured of webhooks, by the instance that sends. */
final class WebhookMeters {

  private final MeterRegistry meters;
  private final AtomicInteger pending = new AtomicInteger();

  WebhookMeters(MeterRegistry meters) {
    this.meters = meters;
    Gauge.builder("quotaledger.webhooks.pending", pending::get)
        .description("Deliveries that are begun and not done")
        .register(meters);
  }

  void pending(int count) {
    pending.set(count);
  }

  /**
   * Counts an attempt.
   *
   * @param outcome delivered, retried or failed
   */
  void attempted(String outcome) {
    Counter.builder("quotaledger.webhooks.attempts")
        .description("Attempts to deliver, by what came of them")
        .tag("outcome", outcome)
        .register(meters)
        .increment();
  }
}
