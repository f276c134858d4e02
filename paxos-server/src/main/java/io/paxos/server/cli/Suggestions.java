package io.paxos.server.cli;

import java.util.List;
import java.util.stream.Collectors;

/** What {@code paxos cluster} tells people to try. Every line works when pasted. */
final class Suggestions {
  private static final int NODES = 3;

  private Suggestions() {}

  static String afterStart(List<LocalCluster.RunningNode> nodes) {
    NodeSpec first = nodes.get(0).spec();
    NodeSpec second = nodes.get(1).spec();
    NodeSpec third = nodes.get(2).spec();
    NodeSpec fourth =
        new NodeSpec("n4", first.port() + NODES, first.seeds(), first.data(), List.of());
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

        Three nodes are ready:
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

        Kill a node, go on without it, and bring it back:
          kill -9 %d
          curl -i -X PUT -d 'still here' %s/v1/registers/greeting
          %s

        Let a fourth node join, and see how far that is, in other windows:
          %s
          %s
          %s members status --server %s

        Ctrl-C stops all of them."""
        .formatted(
            running,
            first.url(),
            second.url(),
            third.url(),
            first.url(),
            second.url(),
            second.url(),
            first.url(),
            nodes.get(2).process().pid(),
            first.url(),
            restart(third),
            start(fourth),
            join(fourth),
            program(),
            first.url());
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

  private static String join(NodeSpec node) {
    return "%s members add %s=%s --server http://127.0.0.1:%d --cluster-secret-file %s"
        .formatted(
            program(),
            node.id(),
            node.url(),
            node.port() - NODES,
            NodeSpec.secretFile(node.data()));
  }

  private static String program() {
    return OwnCommand.isNative() ? "./paxos --native" : "./paxos";
  }
}
