package io.paxos.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

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

  /** The addresses of acceptors that are surely this one. */
  List<String> urls() {
    boolean local = loopback || host.equals("0.0.0.0") || host.equals("::");
    return local
        ? List.of(url(), "http://127.0.0.1:" + port, "http://localhost:" + port)
        : List.of(url());
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
