package io.paxos.wan;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where one of the three nodes is. All of them call it by one name, which each resolves otherwise:
 * the node itself to where it listens, the others to their own delayed path.
 *
 * @param number from 0
 * @param region in words
 * @param port of the node, and of every path to it
 */
record Site(int number, String region, int port) {
  /** The regions of the CASPaxos paper. */
  private static final List<String> REGIONS =
      List.of("West US 2", "West Central US", "Southeast Asia");

  /** The sites of nodes at this port and the two above. */
  static List<Site> from(int port) {
    return IntStream.range(0, REGIONS.size())
        .mapToObj(number -> new Site(number, REGIONS.get(number), port + number))
        .toList();
  }

  String node() {
    return "n" + (number + 1);
  }

  /** In a domain that never exists elsewhere (RFC 6761). */
  private String hostName() {
    return node() + ".test";
  }

  /** What the configuration of the cluster says. */
  String address() {
    return "http://" + hostName() + ":" + port;
  }

  /** Where clients beside the node find it. */
  String localAddress() {
    return "http://127.0.0.1:" + port;
  }

  /** On which of the machine's own addresses the path from here to that site begins. */
  String pathAddress(Site to) {
    return "127.0.%d.%d".formatted(number + 1, to.number + 1);
  }

  /** A file of host names as this site sees the others. */
  String hosts(List<Site> all) {
    return all.stream()
        .map(
            site ->
                (site.equals(this) ? "127.0.0.1" : pathAddress(site))
                    + " "
                    + site.hostName()
                    + "\n")
        .collect(Collectors.joining("", "127.0.0.1 localhost\n", ""));
  }
}
