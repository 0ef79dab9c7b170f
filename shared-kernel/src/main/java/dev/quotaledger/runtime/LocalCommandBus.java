package dev.quotaledger.runtime;

import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import org.axonframework.axonserver.connector.ErrorCode;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Handles commands in this process. Where Axon Server refuses an append because another writer was
 * first, it fails as with every other store: the connector hands the server's failure on as it came,
 * out of the commit of the unit of work, which only the bus sees.
 */
final class LocalCommandBus extends SimpleCommandBus {

  private static final Metadata.Key<String> CODE =
      Metadata.Key.of("AxonIQ-ErrorCode", Metadata.ASCII_STRING_MARSHALLER);

  LocalCommandBus(Builder builder) {
    super(builder);
  }

  @Override
  protected <C, R> void doDispatch(
      CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
    super.<C, R>doDispatch(
        command, (message, result) -> callback.onResult(message, lostRaceNamed(result)));
  }

  private static <R> CommandResultMessage<? extends R> lostRaceNamed(
      CommandResultMessage<? extends R> result) {
    return result.isExceptional() && isLostRace(result.exceptionResult())
        ? new GenericCommandResultMessage<>(
            new ConcurrencyException("Another writer was first.", result.exceptionResult()),
            result.getMetaData())
        : result;
  }

  private static boolean isLostRace(Throwable failure) {
    return failure instanceof StatusRuntimeException status
        && status.getTrailers() != null
        && ErrorCode.INVALID_EVENT_SEQUENCE
            .errorCode()
            .equals(status.getTrailers().get(CODE));
  }
}
