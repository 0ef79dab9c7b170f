package dev.quotaledger.runtime.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may ask, and how they prove who they are.
 *
 * @param mode how callers prove who they are: by name and password, or by a token of an identity provider.
 * @param users the users beside admin; only for the mode basic.
 * @param jwt the tokens that are accepted; only for the mode jwt.
 */
@Validated
@ConfigurationProperties("quotaledger.security")
public record SecuritySettings(
    @DefaultValue("basic") @NotNull Mode mode,
    @DefaultValue List<@Valid User> users,
    @DefaultValue @Valid Jwt jwt) {

  /** The two ways there are. */
  public enum Mode {
    /** HTTP Basic with the user admin and the configured users. */
    BASIC,
    /** An OAuth2 resource server: bearer tokens that are signed JWTs. */
    JWT
  }

  /**
   * A user of the mode basic.
   *
   * @param name the user's name; goes into every event that the user causes.
   * @param password the user's password, at least 12 characters.
   * @param roles what the user is; at least one role.
   * @param repId the rep whom the user is; a user with the role REP needs one.
   */
  public record User(
      @NotBlank
      @Size(max = 100)
      @Pattern(regexp = "[^:\\p{Cntrl}]*", message = "must not contain a colon")
      String name,

      @NotNull String password,
      @NotEmpty Set<Role> roles,
      @Nullable String repId) {

    /** Without the password, so that no log can show it. */
    @Override
    public String toString() {
      return "User[name=%s, roles=%s, repId=%s]".formatted(name, roles, repId);
    }
  }

  /**
   * The tokens of the mode jwt.
   *
   * @param issuer the issuer that every token has to name, a URL; required in this mode.
   * @param jwkSetUri where the issuer's keys are; found through the issuer's own description when absent.
   * @param audience what a token has to name as one of its audiences.
   * @param rolesClaim the claim that lists the roles, as a list or as text with spaces; a claim inside of another is
   *     named by a path such as realm_access.roles.
   * @param repClaim the claim that names the rep whom the caller is.
   */
  public record Jwt(
      @Nullable String issuer,
      @Nullable String jwkSetUri,
      @DefaultValue("quotaledger") @NotBlank String audience,
      @DefaultValue("roles") @NotBlank String rolesClaim,
      @DefaultValue("rep_id") @NotBlank String repClaim) {}
}
