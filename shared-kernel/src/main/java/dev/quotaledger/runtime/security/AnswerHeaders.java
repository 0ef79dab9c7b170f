package dev.quotaledger.runtime.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** What every answer tells browsers: to run nothing, to keep nothing, and to show nothing inside of other sites. */
final class AnswerHeaders {

  private static final String POLICY = "Content-Security-Policy";
  private static final String PAGE = "/swagger-ui/";

  /** The page that shows the API's description brings its own scripts; its styles are partly inline. */
  private static final String FOR_PAGE =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
          + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final String FOR_DATA =
      "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

  private AnswerHeaders() {}

  /** Adds these to what Spring Security writes anyway. */
  static void configure(HttpSecurity http) {
    http.headers(headers -> headers
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
        .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
        .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
        .addHeaderWriter((request, response) -> response.setHeader(
            POLICY, request.getServletPath().startsWith(PAGE) ? FOR_PAGE : FOR_DATA)));
  }
}
