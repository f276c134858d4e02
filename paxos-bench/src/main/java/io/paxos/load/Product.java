package io.paxos.load;

import java.util.List;
import java.util.Locale;

/** The databases that can be asked. */
enum Product {
  PAXOS("http://127.0.0.1:8081,http://127.0.0.1:8082,http://127.0.0.1:8083"),
  ETCD("http://127.0.0.1:12379,http://127.0.0.1:12380,http://127.0.0.1:12381");

  private final String defaultNodes;

  Product(String defaultNodes) {
    this.defaultNodes = defaultNodes;
  }

  /**
   * The product of this word.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Product of(String option, String word) {
    for (Product product : values()) {
      if (product.word().equals(word)) {
        return product;
      }
    }
    throw new IllegalArgumentException("%s \"%s\" is not paxos or etcd".formatted(option, word));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where its cluster on this machine listens, unless told otherwise. */
  List<Node> defaultNodes() {
    return Node.parseList(defaultNodes);
  }

  Target target(Workload workload) {
    return switch (this) {
      case PAXOS -> new PaxosTarget(workload);
      case ETCD -> new EtcdTarget(workload);
    };
  }
}
