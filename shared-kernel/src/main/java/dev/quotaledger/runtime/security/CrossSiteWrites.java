package dev.quotaledger.runtime.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what another site's page makes a browser send: a browser adds the name and password that it remembers to such
 * requests too. Browsers say where a request comes from; other clients say nothing, and are not concerned.
 */
final class CrossSiteWrites extends OncePerRequestFilter {

  private static final String SITE = "Sec-Fetch-Site";
  private static final Set<String> OWN = Set.of("same-origin", "none");
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private final AccessDeniedHandler denials;

  CrossSiteWrites(AccessDeniedHandler denials) {
    this.denials = denials;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (READING.contains(request.getMethod()) || isOwn(request)) {
      chain.doFilter(request, response);
    } else {
      denials.handle(request, response, new CrossSiteWrite());
    }
  }

  private static boolean isOwn(HttpServletRequest request) {
    String site = request.getHeader(SITE);
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return site != null
        ? OWN.contains(site)
        : origin == null || isHost(origin, request.getHeader(HttpHeaders.HOST));
  }

  /** The scheme is not compared, since only a proxy in front of us may know it. */
  private static boolean isHost(String origin, @Nullable String host) {
    try {
      return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
