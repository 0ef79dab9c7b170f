package dev.quotaledger.runtime.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.quotaledger.runtime.StartupRefused;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tokens, through HTTP and with an issuer's real keys: only a token that the issuer signed, for us, and that is still
 * valid, speaks for anybody, and it speaks for its subject, roles and rep.
 */
class TokenSecurityTest {

  private static final String PLANS = "/api/v1/plans";

  @TempDir
  private static Path dataDir;

  private static IdentityProvider issuer;
  private static SecuredServer server;
  private static Client client;

  @BeforeAll
  static void start() {
    issuer = IdentityProvider.start();
    server = SecuredServer.start(
        dataDir,
        "quotaledger.security.mode=jwt",
        "quotaledger.security.jwt.issuer=" + issuer.issuer());
    client = server.client();
  }

  @AfterAll
  static void stop() {
    server.close();
    issuer.close();
  }

  private static Answer get(String path, String token) {
    return client.get(path, "Authorization", "Bearer " + token);
  }

  private static Answer get(String path, Consumer<JWTClaimsSet.Builder> changes) {
    return get(path, issuer.token(changes));
  }

  @Test
  void aGoodTokenSpeaksForItsSubject() {
    Answer answer = get(PLANS, _ -> {});

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.member("name")).isEqualTo("ann");
    assertThat(answer.json().path("roles").size()).isEqualTo(1);
    assertThat(answer.json().at("/roles/0").asString()).isEqualTo("SALES_OPS");
    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(dataDir).isEmptyDirectory(); // nobody has a password here
  }

  @Test
  void anAccessTokenOfRfc9068IsAsGood() {
    String token = issuer.signed(issuer.key(), "at+jwt", _ -> {});

    assertThat(get(PLANS, token).status()).isEqualTo(200);
  }

  @Test
  void rolesMayBeTextAndTheRepIsAClaim() {
    Consumer<JWTClaimsSet.Builder> rep =
        claims -> claims.claim("roles", "REP").claim("rep_id", 275);

    assertThat(get("/api/v1/reps/275", rep).member("repId")).isEqualTo("275");
    assertThat(get("/api/v1/reps/276", rep).json().path("bounded").asBoolean()).isTrue();
    assertThat(get("/api/v1/reps/275", claims -> claims.claim("roles", "REP")).status())
        .isEqualTo(403);
    assertThat(get(PLANS, rep).status()).isEqualTo(403);
  }

  @Test
  void aTokenWithoutARoleOfOursMayDoNothing() {
    for (Object roles : new Object[] {null, List.of(), List.of("sales_ops", 7), "", 5, Map.of()}) {
      Answer answer = get(PLANS, claims -> claims.claim("roles", roles));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.member("type")).isEqualTo("urn:quotaledger:problem:forbidden");
    }
    assertThat(get("/actuator/health", claims -> claims.claim("roles", null)).status())
        .isEqualTo(200);
  }

  @Test
  void tokensOfAnotherIssuerOrForAnotherAudienceAreRefused() {
    assertRefused(issuer.token(claims -> claims.issuer("https://evil.example")));
    assertRefused(issuer.token(claims -> claims.issuer(issuer.issuer() + "/")));
    assertRefused(issuer.token(claims -> claims.issuer(null)));
    assertRefused(issuer.token(claims -> claims.audience("other")));
    assertRefused(issuer.token(claims -> claims.audience(List.of())));
    assertRefused(issuer.token(claims -> claims.audience((String) null)));
  }

  @Test
  void tokensOutOfTheirTimeAreRefused() {
    Instant now = Instant.now();
    assertRefused(issuer.token(claims -> claims.expirationTime(Date.from(now.minusSeconds(120)))));
    assertRefused(issuer.token(claims -> claims.expirationTime(null)));
    assertRefused(issuer.token(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(120)))));
  }

  @Test
  void tokensThatTheIssuerDidNotSignAreRefused() {
    String good = issuer.token(_ -> {});

    assertRefused(issuer.unsigned());
    assertRefused(issuer.signedWithThePublicKey());
    assertRefused(issuer.signed(IdentityProvider.newKey(), "JWT", _ -> {}));
    assertRefused(good.substring(0, good.lastIndexOf('.') + 1));
    assertRefused(good.replaceFirst("\\.[^.]+\\.", ".e30."));
    assertRefused("abc");
    assertRefused("a.b.c");
    assertRefused("");
  }

  @Test
  void tokensOfAnotherKindOrWithoutASubjectAreRefused() {
    assertRefused(issuer.signed(issuer.key(), "dpop+jwt", _ -> {}));
    assertRefused(issuer.token(claims -> claims.subject(null)));
    assertRefused(issuer.token(claims -> claims.subject(" ")));
    assertRefused(issuer.token(claims -> claims.claim("rep_id", "no rep")));
  }

  @Test
  void whoeverHasNoTokenLearnsWhereToGetOne() {
    String path = "/.well-known/oauth-protected-resource";
    assertThat(client.get(PLANS).header("WWW-Authenticate")).contains(path);
    Answer metadata = client.get(path);

    assertThat(metadata.status()).isEqualTo(200);
    assertThat(metadata.json().at("/authorization_servers/0").asString())
        .isEqualTo(issuer.issuer());
  }

  @Test
  void nameAndPasswordAreNoToken() {
    Answer answer = client.get(PLANS, SecuredServer.basic("admin", "a password of mine"));

    assertUnauthenticated(answer);
    assertUnauthenticated(client.get(PLANS));
    assertUnauthenticated(client.get(PLANS + "?access_token=" + issuer.token(_ -> {})));
  }

  @Test
  void claimsMayHaveOtherNamesAndTheKeysAnotherPlace(@TempDir Path other) {
    try (SecuredServer configured = SecuredServer.start(
        other,
        "quotaledger.security.mode=jwt",
        "quotaledger.security.jwt.issuer=https://issuer.example/realm",
        "quotaledger.security.jwt.jwk-set-uri=" + issuer.issuer() + "/keys",
        "quotaledger.security.jwt.audience=https://api.example",
        "quotaledger.security.jwt.roles-claim=realm_access.roles",
        "quotaledger.security.jwt.rep-claim=https://example/rep")) {
      String token = issuer.token(claims -> claims
          .issuer("https://issuer.example/realm")
          .audience("https://api.example")
          .claim("realm_access", Map.of("roles", List.of("REP")))
          .claim("https://example/rep", "275"));

      Answer answer =
          configured.client().get("/api/v1/reps/275", "Authorization", "Bearer " + token);

      assertThat(answer.member("repId")).isEqualTo("275");
    }
  }

  @Test
  void withoutTheIssuersKeysTheServerIsUpAndAsksToTryAgain(@TempDir Path other) {
    IdentityProvider away = IdentityProvider.start();
    away.close();
    try (SecuredServer lonely = SecuredServer.start(
        other,
        "quotaledger.security.mode=jwt",
        "quotaledger.security.jwt.issuer=" + away.issuer())) {
      Answer answer = lonely.client().get(PLANS, "Authorization", "Bearer " + away.token(_ -> {}));

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.member("code")).isEqualTo("identity-provider-unavailable");
      assertThat(answer.header("Retry-After")).isNotEmpty();
      assertThat(lonely.client().get("/actuator/health").status()).isEqualTo(200);
    }
  }

  @Test
  void withoutAnIssuerNothingStarts() {
    SecuritySettings.Jwt settings =
        new SecuritySettings.Jwt(null, null, "quotaledger", "roles", "rep_id");

    assertThatThrownBy(() -> new TokenDecoder(settings))
        .isInstanceOf(StartupRefused.class)
        .hasMessageContaining("quotaledger.security.mode=jwt");
  }

  private static void assertRefused(String token) {
    assertUnauthenticated(get(PLANS, token));
  }

  private static void assertUnauthenticated(Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(401);
    assertThat(answer.type()).startsWith("application/problem+json");
    assertThat(answer.member("type")).isEqualTo("urn:quotaledger:problem:unauthenticated");
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer realm=\"Quotaledger\"");
  }
}
