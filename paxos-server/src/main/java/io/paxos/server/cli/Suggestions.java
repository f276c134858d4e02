package io.paxos.server.cli;

import java.util.List;
import java.util.stream.Collectors;

/** What {@code paxos cluster} tells people to try. Every line works when pasted. */
final class Suggestions {
  /** Fewer nodes do not survive one. */
  private static final int SURVIVES_ONE = 3;

  private Suggestions() {}

  static String afterStart(List<LocalCluster.RunningNode> nodes) {
    int size = nodes.size();
    NodeSpec first = nodes.get(0).spec();
    LocalCluster.RunningNode last = nodes.get(size - 1);
    NodeSpec other = nodes.get(Math.min(1, size - 1)).spec();
    NodeSpec another =
        new NodeSpec("n" + (size + 1), first.port() + size, first.seeds(), first.data(), List.of());
    String running =
        nodes.stream()
            .map(
                node ->
                    "  %s  %s  pid %d  log %s"
                        .formatted(
                            node.spec().id(),
                            node.spec().url(),
                            node.process().pid(),
                            node.spec().data().resolve(node.spec().id() + ".log")))
            .collect(Collectors.joining("\n"));
    return """

        %s ready:
        %s

        Write through one, read through another:
          curl -i -X PUT -H 'Content-Type: text/plain' -d 'hello' %s/v1/registers/greeting
          curl -i %s/v1/registers/greeting

        Compare and set: write only if the revision is still the one you saw (412 if not):
          curl -i -X PUT -H 'If-Match: "1"' -d 'hello again' %s/v1/registers/greeting

        A switch can be written once; the second of these answers 409:
          curl -i -X PUT -d 'n1' %s/v1/switches/boss
          curl -i -X PUT -d 'n2' %s/v1/switches/boss

        What each acceptor holds, and who takes part:
          curl -s %s/v1/inspect/greeting
          curl -s %s/v1/cluster
        %s
        Let another node join, and see how far that is, in other windows:
          %s
          %s
          %s members status --server %s

        Ctrl-C stops all of them."""
        .formatted(
            size == 1 ? "1 node is" : size + " nodes are",
            running,
            first.url(),
            other.url(),
            last.spec().url(),
            first.url(),
            other.url(),
            other.url(),
            first.url(),
            size < SURVIVES_ONE ? "" : killing(last, first),
            start(another),
            join(another, first),
            program(),
            first.url());
  }

  private static String killing(LocalCluster.RunningNode victim, NodeSpec other) {
    return """

        Kill a node, go on without it, and bring it back:
          kill -9 %d
          curl -i -X PUT -d 'still here' %s/v1/registers/greeting
          %s
        """
        .formatted(victim.process().pid(), other.url(), restart(victim.spec()));
  }

  static String afterEnd(NodeSpec node, int exitCode) {
    return """

        %s has ended (exit code %d). The others go on. Bring it back with:
          %s"""
        .formatted(node.id(), exitCode, restart(node));
  }

  private static String restart(NodeSpec node) {
    return program() + " " + String.join(" ", node.arguments());
  }

  /** With an SQLite file, whatever the others have: any database will do. */
  private static String start(NodeSpec node) {
    return restart(node) + " --join";
  }

  private static String join(NodeSpec node, NodeSpec member) {
    return "%s members add %s=%s --server %s --cluster-secret-file %s"
        .formatted(
            program(), node.id(), node.url(), member.url(), NodeSpec.secretFile(node.data()));
  }

  private static String program() {
    return OwnCommand.isNative() ? "./paxos --native" : "./paxos";
  }
}
