package dev.quotaledger.runtime;

import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.RevisionResolver;
import org.jspecify.annotations.Nullable;

/**
 * Reads the revision from the class and refuses a class of ours that has none, so that nothing is
 * stored whose format cannot be told apart later.
 */
final class Revisions implements RevisionResolver {

  private final AnnotationRevisionResolver annotations = new AnnotationRevisionResolver();

  @Override
  public @Nullable String revisionOf(Class<?> type) {
    return type.getName().startsWith("dev.quotaledger.")
        ? require(type)
        : annotations.revisionOf(type);
  }

  String require(Class<?> type) {
    String revision = annotations.revisionOf(type);
    if (revision == null) {
      throw new MissingRevision(type);
    }
    return revision;
  }
}
