package dev.quotaledger.runtime.security;

import java.io.Serial;
import org.springframework.security.access.AccessDeniedException;

/** A page of another site made a browser send a request that may change something. */
public final class CrossSiteWrite extends AccessDeniedException {

  @Serial
  private static final long serialVersionUID = 1L;

  CrossSiteWrite() {
    super("A page of another site may not change anything here.");
  }
}
