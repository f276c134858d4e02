package io.paxos.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where the node listens.
 *
 * @param host a name or an address of this machine
 * @param port 1 to 65535
 * @param loopback whether only this machine can reach it
 */
public record BindAddress(String host, int port, boolean loopback) {
  /** How clients on this machine, or those that know its name, call it. */
  String url() {
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** Whether an acceptor's address is surely this one. */
  boolean isAt(String address) {
    boolean local = loopback || host.equals("0.0.0.0") || host.equals("::");
    return address.equals(url())
        || (local && address.equals("http://127.0.0.1:" + port))
        || (local && address.equals("http://localhost:" + port));
  }

  static BindAddress from(SettingSource source) {
    String host = source.text("quarkus.http.host", "127.0.0.1");
    int port = source.number("quarkus.http.port", 8081, 1, 65_535);
    try {
      return new BindAddress(host, port, InetAddress.getByName(host).isLoopbackAddress());
    } catch (UnknownHostException unknown) {
      throw SettingException.wrong(
          "quarkus.http.host", host, "must be a name or an address of this machine");
    }
  }
}
