package dev.quotaledger.runtime.web;

import jakarta.servlet.ServletException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.axonframework.messaging.HandlerExecutionException;
import org.jspecify.annotations.Nullable;

/** Finds what really happened under the exceptions that carry it. */
final class Failures {

  private static final int DEEPEST = 20;

  private Failures() {}

  /** The failure without what futures, the command bus and the servlet container put around it. */
  static Throwable unwrapped(Throwable failure) {
    Throwable found = failure;
    for (int depth = 0; depth < DEEPEST && isWrapper(found); depth++) {
      Throwable cause = found.getCause();
      if (cause == null) {
        break;
      }
      found = cause;
    }
    return found;
  }

  /** The first of a type in the chain of causes; null when there is none. */
  static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
    Throwable found = failure;
    for (int depth = 0; depth < DEEPEST && found != null; depth++) {
      if (type.isInstance(found)) {
        return type.cast(found);
      }
      found = found.getCause();
    }
    return null;
  }

  private static boolean isWrapper(Throwable failure) {
    return failure instanceof CompletionException
        || failure instanceof ExecutionException
        || failure instanceof HandlerExecutionException
        || failure.getClass() == ServletException.class;
  }
}
