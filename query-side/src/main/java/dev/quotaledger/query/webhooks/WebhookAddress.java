package dev.quotaledger.query.webhooks;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.query.webhooks.AddressGuard.ForbiddenAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;

/** Says which addresses can be registered. */
final class WebhookAddress {

  private static final String FIELD = "url";
  private static final int LONGEST = 2_000;
  private static final int LAST_PORT = 65_535;

  private final AddressGuard guard;
  private final boolean allowsHttp;

  WebhookAddress(AddressGuard guard, boolean allowsHttp) {
    this.guard = guard;
    this.allowsHttp = allowsHttp;
  }

  /**
   * The address, if webhooks may go there now.
   *
   * @throws InvalidValue where they may not
   */
  String require(String text) {
    URI uri = parsed(text);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !(allowsHttp && scheme.equals("http"))) {
      throw new InvalidValue(
          FIELD, allowsHttp ? "an address of http or https" : "an address of https", text);
    }
    if (uri.getHost() == null || uri.getPort() > LAST_PORT) {
      throw new InvalidValue(FIELD, "an absolute address with a host name", text);
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new InvalidValue(FIELD, "an address without a user and without a fragment", text);
    }
    requirePublic(uri.getHost(), text);
    return text;
  }

  private static URI parsed(String text) {
    if (text.length() > LONGEST) {
      throw new InvalidValue(FIELD, "at most " + LONGEST + " characters", text);
    }
    try {
      return new URI(text);
    } catch (URISyntaxException _) {
      throw new InvalidValue(FIELD, "an absolute address such as https://example.com/hook", text);
    }
  }

  private void requirePublic(String host, String text) {
    try {
      guard.resolve(host.replaceAll("[\\[\\]]", ""));
    } catch (ForbiddenAddress e) {
      throw new InvalidValue(
          FIELD, "an address on the public internet (" + e.getMessage() + ")", text);
    } catch (UnknownHostException _) {
      throw new InvalidValue(FIELD, "a host name that is known", text);
    }
  }
}
