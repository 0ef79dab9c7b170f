package dev.quotaledger.runtime;

import org.axonframework.common.AxonNonTransientException;

/** A class of ours cannot be stored, because it does not say which revision it is. */
public final class MissingRevision extends AxonNonTransientException {

  private static final long serialVersionUID = 1L;

  MissingRevision(Class<?> type) {
    super("%s has no @Revision, so it is not stored.".formatted(type.getName()));
  }
}
