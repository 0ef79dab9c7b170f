package dev.quotaledger.query.reference;

import dev.quotaledger.model.Organization;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells other features who belonged where. */
public interface Organizations {

  /** The organisation as known at the moment; null for now. Not to be changed. */
  Organization organization(@Nullable Instant knownAt);
}
