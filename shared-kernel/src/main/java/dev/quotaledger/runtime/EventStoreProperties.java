package dev.quotaledger.runtime;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the events are kept.
 *
 * @param eventStore which store holds the events: files of the data directory, PostgreSQL (see
 *     spring.datasource) or Axon Server.
 * @param axonServer how to reach Axon Server; the other stores do not use it.
 */
@Validated
@ConfigurationProperties("quotaledger")
public record EventStoreProperties(
    @DefaultValue("embedded") @NotNull Kind eventStore,
    @DefaultValue @Valid AxonServer axonServer) {

  /** The three stores there are. */
  public enum Kind {
    /** Files under the data directory, written by this process alone. */
    EMBEDDED,
    /** A PostgreSQL database that any number of instances share. */
    POSTGRES,
    /** Axon Server, as an event store only: commands and queries stay local. */
    AXONSERVER
  }

  /**
   * How to reach Axon Server.
   *
   * @param servers the host:port pairs of its gRPC port, with commas between them.
   * @param context the context that holds the events.
   * @param token the access token; absent when access control is off.
   * @param ssl whether the connection is encrypted.
   */
  public record AxonServer(
      @DefaultValue("localhost:8124") @NotBlank String servers,
      @DefaultValue("default") @NotBlank String context,
      @Nullable String token,
      @DefaultValue("false") boolean ssl) {

    /** Leaves the token out. */
    @Override
    public String toString() {
      return "AxonServer[servers=%s, context=%s, ssl=%s]".formatted(servers, context, ssl);
    }
  }
}
