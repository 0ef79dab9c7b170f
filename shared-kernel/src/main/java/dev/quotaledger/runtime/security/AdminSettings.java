package dev.quotaledger.runtime.security;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The user admin, who has the role ADMIN; only for the security mode basic.
 *
 * @param adminPassword the password of admin, at least 12 characters; one is generated into the file admin-password of
 *     the data directory when this is absent or empty.
 */
@ConfigurationProperties("quotaledger")
public record AdminSettings(@Nullable String adminPassword) {

  /** Without the password, so that no log can show it. */
  @Override
  public String toString() {
    return "AdminSettings[]";
  }
}
