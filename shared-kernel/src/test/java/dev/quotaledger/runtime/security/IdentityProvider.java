package dev.quotaledger.runtime.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;

/** An issuer of tokens on the loopback, with its description and its keys. */
final class IdentityProvider implements AutoCloseable {

  private final HttpServer http;
  private final RSAKey key = newKey();

  private IdentityProvider(HttpServer http) {
    this.http = http;
  }

  static IdentityProvider start() {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      IdentityProvider provider = new IdentityProvider(http);
      provider.serve("/.well-known/openid-configuration", """
          {"issuer":"%1$s","jwks_uri":"%1$s/keys"}""".formatted(provider.issuer()));
      provider.serve("/keys", new JWKSet(provider.key.toPublicJWK()).toString());
      http.start();
      return provider;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(String path, String json) {
    http.createContext(path, exchange -> {
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    });
  }

  String issuer() {
    return "http://localhost:" + http.getAddress().getPort();
  }

  RSAKey key() {
    return key;
  }

  /** A key of the right name that this issuer does not have. */
  static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyID("k").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A good token of the sales operator ann, but for what is changed. */
  String token(Consumer<JWTClaimsSet.Builder> changes) {
    return signed(key, "JWT", changes);
  }

  String signed(RSAKey by, String type, Consumer<JWTClaimsSet.Builder> changes) {
    try {
      SignedJWT token = new SignedJWT(
          new JWSHeader.Builder(JWSAlgorithm.RS256)
              .keyID(by.getKeyID())
              .type(new JOSEObjectType(type))
              .build(),
          claims(changes));
      token.sign(new RSASSASigner(by));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of the algorithm {@code none}. */
  String unsigned() {
    return new PlainJWT(claims(_ -> {})).serialize();
  }

  /** Signed with the public key as if that were a shared secret. */
  String signedWithThePublicKey() {
    try {
      SignedJWT token = new SignedJWT(
          new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k").build(), claims(_ -> {}));
      token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> changes) {
    JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
        .issuer(issuer())
        .audience(List.of("other", "quotaledger"))
        .subject("ann")
        .expirationTime(Date.from(Instant.now().plusSeconds(600)))
        .claim("roles", List.of("SALES_OPS", "COFFEE_MAKER"));
    changes.accept(claims);
    return claims.build();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
