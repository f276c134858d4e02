package io.paxos.server.transport;

import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;

/** Where a node is reached, in the words of the HTTP client. */
public final class NodeAddress {
  private NodeAddress() {}

  /**
   * A request to the node at {@code http://host:port}.
   *
   * @throws IllegalArgumentException if the address is not of this kind
   */
  public static RequestOptions request(String address) {
    return at(address, new RequestOptions());
  }

  /**
   * A WebSocket of the node at {@code http://host:port}.
   *
   * @throws IllegalArgumentException if the address is not of this kind
   */
  static WebSocketConnectOptions socket(String address) {
    // What has an origin is a browser.
    return at(address, new WebSocketConnectOptions().setAllowOriginHeader(false));
  }

  private static <O extends RequestOptions> O at(String address, O options) {
    URI uri = URI.create(address);
    if (!"http".equals(uri.getScheme()) || uri.getHost() == null || uri.getPort() < 1) {
      throw new IllegalArgumentException("address \"" + address + "\" is not http://host:port");
    }
    options.setHost(withoutBrackets(uri.getHost())).setPort(uri.getPort());
    return options;
  }

  /** An IPv6 address has brackets in a URL and nowhere else. */
  private static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
