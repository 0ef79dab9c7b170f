package dev.quotaledger.query.webhooks;

import com.mongodb.client.MongoDatabase;
import dev.quotaledger.query.ledger.Ledger;
import dev.quotaledger.query.ledger.LedgerSource;
import dev.quotaledger.query.webhooks.AddressGuard.Names;
import dev.quotaledger.runtime.readstore.ReadStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Webhooks with what sends them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookProperties.class)
class WebhookConfiguration {

  @Bean
  Endpoints webhookEndpoints(ReadStore store) {
    return new Endpoints(store);
  }

  @Bean
  Deliveries webhookDeliveries(ReadStore store) {
    return new Deliveries(store);
  }

  @Bean
  Positions webhookPositions(MongoDatabase database) {
    return new Positions(database);
  }

  @Bean
  AddressGuard webhookAddressGuard(WebhookProperties settings, ObjectProvider<Names> names) {
    return new AddressGuard(
        names.getIfAvailable(() -> InetAddress::getAllByName), settings.allowPrivateAddresses());
  }

  @Bean(destroyMethod = "") // the loop closes it, after the last attempt
  Sender webhookSender(AddressGuard guard, WebhookProperties settings, Clock clock) {
    return new Sender(guard, settings.timeout(), settings.concurrent(), clock);
  }

  @Bean
  Registrations webhookRegistrations(
      Endpoints endpoints,
      Deliveries deliveries,
      Positions positions,
      AddressGuard guard,
      Ledger ledger,
      WebhookProperties settings,
      Clock clock) {
    return new Registrations(
        endpoints,
        deliveries,
        positions,
        new WebhookAddress(guard, settings.allowHttp()),
        ledger,
        settings,
        clock);
  }

  @Bean
  Verification webhookVerification(
      Endpoints endpoints, Sender sender, LedgerSource source, Clock clock) {
    return new Verification(endpoints, sender, source, clock);
  }

  @Bean
  Replays webhookReplays(
      Endpoints endpoints,
      Deliveries deliveries,
      Ledger ledger,
      WebhookProperties settings,
      Clock clock) {
    return new Replays(endpoints, deliveries, ledger, settings, clock);
  }

  @Bean
  DispatchLoop webhookDispatchLoop(
      MongoDatabase database,
      Endpoints endpoints,
      Deliveries deliveries,
      Positions positions,
      Ledger ledger,
      LedgerSource source,
      Sender sender,
      WebhookProperties settings,
      MeterRegistry meters,
      Clock clock) {
    Dispatcher dispatcher = new Dispatcher(
        new Claim(database, System::nanoTime),
        endpoints,
        deliveries,
        positions,
        ledger,
        source,
        sender,
        new RetrySchedule(() -> ThreadLocalRandom.current().nextDouble()),
        settings,
        new WebhookMeters(meters),
        clock);
    return new DispatchLoop(
        dispatcher, new Sweep(endpoints, deliveries, settings), sender, settings.poll(), clock);
  }
}
