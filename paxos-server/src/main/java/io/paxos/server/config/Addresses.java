package io.paxos.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where acceptors may be: what an address has to be before anything is contacted there. */
public final class Addresses {
  private static final int MAX_LENGTH = 512;

  /**
   * Of the parameters of a URL a driver makes files, classes and logins, so there are none but the
   * one that decides about TLS.
   */
  private static final Pattern DATABASE =
      Pattern.compile(
          "jdbc:postgresql://(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(?::[0-9]{1,5})?"
              + "/[A-Za-z0-9._-]+(?:\\?sslmode=[a-z-]+)?");

  private Addresses() {}

  /**
   * Why an address that somebody asked for cannot be followed; empty if it can. Stricter than for
   * seeds, which whoever runs the node has written.
   */
  public static Optional<String> flaw(String address) {
    if (address.length() > MAX_LENGTH) {
      return Optional.of("is longer than " + MAX_LENGTH + " characters");
    }
    if (address.startsWith("jdbc:")) {
      return DATABASE.matcher(address).matches()
          ? Optional.empty()
          : Optional.of(
              "is not jdbc:postgresql://host:port/database, without user, password or parameters"
                  + " other than sslmode");
    }
    return isNode(address)
        ? Optional.empty()
        : Optional.of("is not http://host:port, nothing more, or a jdbc:postgresql: URL");
  }

  /** Whether it is {@code http://host:port} and nothing more. */
  static boolean isNode(String address) {
    try {
      URI uri = new URI(address);
      return "http".equals(uri.getScheme())
          && uri.getHost() != null
          && uri.getPort() > 0
          && uri.getPort() < 65_536
          && String.valueOf(uri.getRawPath()).isEmpty()
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && uri.getRawUserInfo() == null;
    } catch (URISyntaxException malformed) {
      return false;
    }
  }
}
