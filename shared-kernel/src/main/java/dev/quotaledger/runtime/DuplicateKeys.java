package dev.quotaledger.runtime;

import java.sql.SQLException;
import java.util.Set;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.jspecify.annotations.Nullable;

/**
 * Recognises that another writer was first, by the states that the SQL standard gives to it, in the
 * causes of an exception as well as in the chained exceptions of a batch, where the databases hide it.
 */
final class DuplicateKeys implements PersistenceExceptionResolver {

  /** A duplicate key, a serialization failure, a deadlock: each means that a retry may succeed. */
  private static final Set<String> LOST_AGAINST_ANOTHER_WRITER = Set.of("23505", "40001", "40P01");

  private static final int DEEPEST_CHAIN = 20;

  @Override
  public boolean isDuplicateKeyViolation(@Nullable Exception exception) {
    return isDuplicate(exception, 0);
  }

  private static boolean isDuplicate(@Nullable Throwable failure, int depth) {
    if (failure == null || depth > DEEPEST_CHAIN) {
      return false;
    }
    if (failure instanceof SQLException sql
        && (LOST_AGAINST_ANOTHER_WRITER.contains(String.valueOf(sql.getSQLState()))
            || isDuplicate(sql.getNextException(), depth + 1))) {
      return true;
    }
    return isDuplicate(failure.getCause(), depth + 1);
  }
}
