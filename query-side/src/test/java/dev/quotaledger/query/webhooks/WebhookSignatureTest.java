package dev.quotaledger.query.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages are signed as every library of Standard Webhooks checks it. */
class WebhookSignatureTest {

  private static final String SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
  private static final String SIGNED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  @Test
  void theGoldenVectorOfTheSpecification() {
    assertThat(Signature.of(List.of(SECRET), ID, AT, BODY)).isEqualTo(SIGNED);
    assertThat(Signature.of(List.of("whsec_" + SECRET), ID, AT, BODY)).isEqualTo(SIGNED);
  }

  @Test
  void twoSecretsMakeTwoSignatures() {
    Secrets secrets = Secrets.first();
    assertThat(Signature.of(List.of(secrets.current(), SECRET), ID, AT, BODY).split(" ", -1))
        .hasSize(2)
        .contains(SIGNED);
  }

  @Test
  void aSecretIs32RandomBytesAndTheOneBeforeSignsForADay() {
    Secrets first = Secrets.first();
    assertThat(first.current())
        .startsWith("whsec_")
        .isNotEqualTo(Secrets.first().current());
    assertThat(Base64.getDecoder().decode(first.current().substring("whsec_".length())))
        .hasSize(32);
    Secrets second = first.rotated(AT);
    assertThat(second.at(AT.plus(Duration.ofHours(24)).minusMillis(1)))
        .containsExactly(second.current(), first.current());
    assertThat(second.at(AT.plus(Duration.ofHours(24)))).containsExactly(second.current());
  }
}
