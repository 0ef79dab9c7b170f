package dev.quotaledger.query.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.query.webhooks.AddressGuard.ForbiddenAddress;
import dev.quotaledger.query.webhooks.Sender.Answer;
import dev.quotaledger.query.webhooks.Sender.Message;
import dev.quotaledger.testing.Receiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No webhook reaches anything but the public internet, whatever its address says or its host name becomes. */
class WebhookGuardTest {

  private static final String PUBLIC = "93.184.215.14";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.254",
        "127.0.0.1",
        "127.255.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "2130706433",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "100::1"
      })
  void whatIsNotThePublicInternetIsRefused(String literal) {
    String host = literal.contains(":") ? "[" + literal + "]" : literal;
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> address(InetAddress::getAllByName).require("https://" + host + "/hook"))
        .matches(problem -> problem.field().equals("url"))
        .matches(problem -> problem.expected().contains("public internet"));
    assertThatExceptionOfType(ForbiddenAddress.class)
        .isThrownBy(() -> new AddressGuard(InetAddress::getAllByName, false).resolve(literal));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PUBLIC,
        "1.1.1.1",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "192.169.0.1",
        "2606:4700:4700::1111",
        "2a00:1450:4001:81b::200e"
      })
  void thePublicInternetIsNot(String literal) throws UnknownHostException {
    assertThat(new AddressGuard(InetAddress::getAllByName, false).resolve(literal))
        .containsExactly(InetAddress.getByName(literal));
  }

  @Test
  void aNameThatLeadsHereOrAlsoHereIsRefused() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> address(InetAddress::getAllByName).require("https://localhost/hook"))
        .matches(problem -> problem.expected().contains("public internet"));
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> address(_ -> new InetAddress[] {of(PUBLIC), of("10.1.2.3")})
            .require("https://both.example/hook"))
        .matches(problem -> problem.expected().contains("10.1.2.3"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://hook.example/",
        "ftp://hook.example/",
        "https:///path",
        "//hook.example/",
        "hook.example",
        "https://user:word@hook.example/",
        "https://hook.example/#part",
        "https://hook.example/a b",
        "https://hook.example:99999/",
        ""
      })
  void whatIsNoPlainAddressOfHttpsIsRefused(String url) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> address(_ -> new InetAddress[] {of(PUBLIC)}).require(url))
        .matches(problem -> problem.field().equals("url"));
  }

  @Test
  void anUnknownNameIsRefused() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> address(host -> {
              throw new UnknownHostException(host);
            })
            .require("https://nowhere.example/"))
        .matches(problem -> problem.expected().equals("a host name that is known"));
  }

  @Test
  void aNameThatLeadsElsewhereAfterItsRegistrationIsRefusedWhenItIsConnectedTo()
      throws IOException {
    AtomicReference<InetAddress> leadsTo = new AtomicReference<>(of(PUBLIC));
    AddressGuard guard = new AddressGuard(_ -> new InetAddress[] {leadsTo.get()}, false);
    try (Receiver receiver = new Receiver();
        Sender sender = new Sender(guard, Duration.ofSeconds(5), 4, Clock.systemUTC())) {
      String url = "http://rebound.example:%d/".formatted(receiver.port());
      assertThat(new WebhookAddress(guard, true).require(url)).isEqualTo(url);
      leadsTo.set(InetAddress.getLoopbackAddress());

      Answer answer = send(sender, url);

      assertThat(answer.attempt().status()).isNull();
      assertThat(answer.attempt().error())
          .contains("rebound.example leads to 127.0.0.1", "not the public internet");
      assertThat(send(sender, "http://127.0.0.1:%d/".formatted(receiver.port()))
              .attempt()
              .error())
          .contains("not the public internet");
      assertThat(receiver.all()).isEmpty();
    }
  }

  @Test
  void whereEveryAddressIsAllowedTheCheckedOnesAreConnectedTo() throws IOException {
    AddressGuard guard =
        new AddressGuard(_ -> new InetAddress[] {InetAddress.getLoopbackAddress()}, true);
    try (Receiver receiver = new Receiver();
        Sender sender = new Sender(guard, Duration.ofSeconds(5), 4, Clock.systemUTC())) {
      assertThat(send(sender, "http://any.example:%d/".formatted(receiver.port()))
              .attempt()
              .status())
          .isEqualTo(204);
    }
  }

  private static Answer send(Sender sender, String url) {
    return sender.send(
        url, List.of(Secrets.first().current()), new Message("id", "{}".getBytes(UTF_8)));
  }

  private static WebhookAddress address(AddressGuard.Names names) {
    return new WebhookAddress(new AddressGuard(names, false), false);
  }

  private static InetAddress of(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
