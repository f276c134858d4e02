package io.paxos.load;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that is asked. */
record Node(String name, String host, int port) {
  private static final Pattern ENTRY = Pattern.compile("(?:([A-Za-z0-9._-]+)=)?(http://[^=]+)");

  /**
   * Reads {@code http://host:port,…} or {@code name=http://host:port,…}. Without names they are
   * called n1, n2, and so on.
   *
   * @throws IllegalArgumentException if it is not of that form
   */
  static List<Node> parseList(String text) {
    List<Node> nodes = new ArrayList<>();
    for (String entry : text.split(",", -1)) {
      Matcher matcher = ENTRY.matcher(entry.strip());
      if (!matcher.matches()) {
        throw notAnAddress(entry);
      }
      String name = matcher.group(1) == null ? "n" + (nodes.size() + 1) : matcher.group(1);
      if (nodes.stream().anyMatch(node -> node.name().equals(name))) {
        throw new IllegalArgumentException("the node " + name + " is twice in \"" + text + "\"");
      }
      nodes.add(at(name, entry, matcher.group(2)));
    }
    return List.copyOf(nodes);
  }

  private static Node at(String name, String entry, String address) {
    try {
      URI uri = URI.create(address);
      boolean onlyAuthority =
          uri.getHost() != null
              && uri.getPort() > 0
              && uri.getPort() <= 65_535
              && (uri.getPath().isEmpty() || uri.getPath().equals("/"))
              && uri.getQuery() == null
              && uri.getUserInfo() == null;
      if (onlyAuthority) {
        return new Node(name, uri.getHost(), uri.getPort());
      }
    } catch (IllegalArgumentException noUri) {
      // It is told below.
    }
    throw notAnAddress(entry);
  }

  private static IllegalArgumentException notAnAddress(String entry) {
    return new IllegalArgumentException(
        "\"%s\" is not http://HOST:PORT, or NAME=http://HOST:PORT".formatted(entry));
  }

  String url() {
    return "http://" + host + ":" + port;
  }
}
