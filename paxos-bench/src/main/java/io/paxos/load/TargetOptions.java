package io.paxos.load;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say who is measured. */
final class TargetOptions {
  private static final int DEFAULT_ROUNDS = 5;
  private static final int MAX_ROUNDS = 1000;

  @Option(names = "--target", defaultValue = "paxos", description = "paxos, the default, or etcd")
  private String target = "";

  @Option(
      names = "--nodes",
      paramLabel = "[NAME=]URL,...",
      description = "by default those of ./paxos cluster, or of etcd-cluster")
  private @Nullable String nodes;

  @Option(names = "--against", description = "another target, measured in turns with the first")
  private @Nullable String against;

  @Option(names = "--against-nodes", paramLabel = "[NAME=]URL,...", description = "its nodes")
  private @Nullable String againstNodes;

  @Option(names = "--rounds", description = "how often each is measured (default: 5)")
  private @Nullable Integer rounds;

  /**
   * Who is measured, one or two.
   *
   * @throws IllegalArgumentException if an option is wrong
   */
  List<Subject> subjects(PlanOptions options) {
    if (against == null && (againstNodes != null || rounds != null)) {
      throw new IllegalArgumentException("--against-nodes and --rounds go with --against");
    }
    Subject first = subject(Product.of("--target", target), nodes, options);
    if (against == null) {
      return List.of(first);
    }
    Workload.requireRange("--rounds", rounds(), 1, MAX_ROUNDS);
    Subject second = subject(Product.of("--against", against), againstNodes, options);
    if (first.plan().nodes().equals(second.plan().nodes())) {
      throw new IllegalArgumentException(
          "--against-nodes are the nodes that are measured already: " + first.plan().nodes());
    }
    return first.label().equals(second.label())
        ? List.of(withAddress(first), withAddress(second))
        : List.of(first, second);
  }

  /** How often each is measured. */
  int rounds() {
    if (against == null) {
      return 1;
    }
    return rounds == null ? DEFAULT_ROUNDS : rounds;
  }

  private static Subject subject(Product product, @Nullable String list, PlanOptions options) {
    List<Node> asked = list == null ? product.defaultNodes() : Node.parseList(list);
    Plan plan = options.plan(asked);
    return new Subject(product.word(), product.target(plan.workload()), plan);
  }

  private static Subject withAddress(Subject subject) {
    Node first = subject.plan().nodes().get(0);
    return new Subject(
        subject.label() + " at " + first.host() + ":" + first.port(),
        subject.target(),
        subject.plan());
  }
}
