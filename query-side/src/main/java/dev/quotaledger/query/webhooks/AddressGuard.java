package dev.quotaledger.query.webhooks;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.springframework.security.util.matcher.InetAddressMatcher;
import org.springframework.security.util.matcher.InetAddressMatchers;

/**
 * Keeps webhooks out of everything but the public internet: whoever registers an address must not reach what
 * only this machine can reach. The HTTP client resolves host names here and connects to the very addresses
 * that were found to be public, so that a name which later leads elsewhere is refused then.
 */
final class AddressGuard implements DnsResolver {

  /** What of IPv4 is not the public internet, by the IANA's registry of special addresses. */
  private static final List<InetAddressMatcher> SPECIAL_IPV4 = matchers(
      "0.0.0.0/8",
      "10.0.0.0/8",
      "100.64.0.0/10",
      "127.0.0.0/8",
      "169.254.0.0/16",
      "172.16.0.0/12",
      "192.0.0.0/24",
      "192.0.2.0/24",
      "192.88.99.0/24",
      "192.168.0.0/16",
      "198.18.0.0/15",
      "198.51.100.0/24",
      "203.0.113.0/24",
      "224.0.0.0/4",
      "240.0.0.0/4");

  /** All that is given out of IPv6; whatever else there is leads to nobody or stands for something else. */
  private static final InetAddressMatcher GIVEN_OUT_IPV6 =
      InetAddressMatchers.fromIpAddress("2000::/3");

  /** What of that is documentation, or tunnels to an IPv4 address. */
  private static final List<InetAddressMatcher> SPECIAL_IPV6 =
      matchers("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private static final int IPV4_BYTES = 4;

  private final Names names;
  private final boolean allowsAll;

  /** Looks up host names. */
  @FunctionalInterface
  interface Names {

    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /** The name leads to where no webhook may go. */
  static final class ForbiddenAddress extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    ForbiddenAddress(String host, InetAddress address) {
      super("%s leads to %s, which is not the public internet"
          .formatted(host, address.getHostAddress()));
    }
  }

  /**
   * The guard.
   *
   * @param allowsAll whether every address is taken
   */
  AddressGuard(Names names, boolean allowsAll) {
    this.names = names;
    this.allowsAll = allowsAll;
  }

  /**
   * The addresses of a host.
   *
   * @throws ForbiddenAddress where one of them is not allowed
   * @throws UnknownHostException where there is none
   */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = names.resolve(host);
    if (!allowsAll) {
      for (InetAddress address : addresses) {
        if (!isPublic(address)) {
          throw new ForbiddenAddress(host, address);
        }
      }
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  static boolean isPublic(InetAddress address) {
    return address.getAddress().length == IPV4_BYTES
        ? SPECIAL_IPV4.stream().noneMatch(special -> special.matches(address))
        : GIVEN_OUT_IPV6.matches(address)
            && SPECIAL_IPV6.stream().noneMatch(special -> special.matches(address));
  }

  private static List<InetAddressMatcher> matchers(String... ranges) {
    return Stream.of(ranges).map(InetAddressMatchers::fromIpAddress).toList();
  }
}
