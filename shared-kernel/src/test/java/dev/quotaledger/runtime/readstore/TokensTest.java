package dev.quotaledger.runtime.readstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class TokensTest {

  private static final String PROCESSOR = "attainment-1";

  @TempDir
  private Path directory;

  private final Serializer serializer = JacksonSerializer.defaultSerializer();
  private EmbeddedReadStore store;
  private TokenStore tokens;

  @BeforeEach
  void open() {
    store = EmbeddedReadStore.open(directory, DataSize.ofMegabytes(16));
    tokens = store.tokens(serializer);
    tokens.initializeTokenSegments(PROCESSOR, 2);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void storesATokenPerSegment() {
    tokens.fetchToken(PROCESSOR, 0);
    tokens.storeToken(new GlobalSequenceTrackingToken(42), PROCESSOR, 0);

    assertThat(tokens.fetchToken(PROCESSOR, 0)).isEqualTo(new GlobalSequenceTrackingToken(42));
    assertThat(tokens.fetchToken(PROCESSOR, 1)).isNull();
    assertThat(tokens.fetchSegments(PROCESSOR)).containsExactly(0, 1);
  }

  @Test
  void keepsTheClaimWhenAnUnchangedTokenIsStoredAgainWithinAMillisecond() {
    tokens.fetchToken(PROCESSOR, 0);
    for (int i = 0; i < 2_000; i++) {
      tokens.storeToken(new GlobalSequenceTrackingToken(7), PROCESSOR, 0);
    }
    assertThat(tokens.fetchToken(PROCESSOR, 0)).isEqualTo(new GlobalSequenceTrackingToken(7));
  }

  @Test
  void refusesToStoreATokenThatAnotherNodeHasClaimed() {
    TokenStore other = new Tokens(store.database(), serializer, "another node");
    other.fetchToken(PROCESSOR, 0);

    assertThatThrownBy(() -> tokens.fetchToken(PROCESSOR, 0))
        .isInstanceOf(UnableToClaimTokenException.class);
    assertThatThrownBy(() -> tokens.storeToken(new GlobalSequenceTrackingToken(7), PROCESSOR, 0))
        .isInstanceOf(UnableToClaimTokenException.class);
  }

  @Test
  void claimsAtOnceAfterARestartWithoutARelease() {
    tokens.fetchToken(PROCESSOR, 0);
    tokens.storeToken(new GlobalSequenceTrackingToken(42), PROCESSOR, 0);
    store.close();

    store = EmbeddedReadStore.open(directory, DataSize.ofMegabytes(16));
    assertThat(store.tokens(serializer).fetchToken(PROCESSOR, 0))
        .isEqualTo(new GlobalSequenceTrackingToken(42));
  }
}
