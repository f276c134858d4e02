package io.paxos.exploration;

import java.util.List;

/**
 * What one node does, with the proposer in it.
 *
 * @param name also the node's name in ballots
 * @param rounds how many rounds and tries of a read each life of the process may begin
 * @param crashes how often it may crash and start again with nothing in memory
 * @param role what it does besides serving clients; then it serves none
 * @param passes how often it looks for what can be collected
 */
record Program(
    String name, int rounds, int crashes, List<Command> commands, Role role, int passes) {
  /** What a node does besides serving clients. */
  enum Role {
    NONE,
    /** Reads once, and repairs nothing. */
    WATCHES,
    /** Carries changes of membership on. */
    COORDINATES,
    /** Collects tombstones and promises. */
    COLLECTS
  }

  Program {
    commands = List.copyOf(commands);
  }

  static Program of(String name, int rounds, Command... commands) {
    return new Program(name, rounds, 0, List.of(commands), Role.NONE, 0);
  }

  /**
   * Reads once, and repairs nothing. Each reply reaches it as soon as it is given, or never. Where
   * quorums are majorities, of one side or of both, nothing is missed by that. It writes nothing,
   * so a reply that comes too late to count is no other than a question that was lost. Those whose
   * replies prove what it answers say the same and are a quorum by themselves; so it would have
   * answered the same without the others, as soon as the last of them had spoken. Less is chosen by
   * then to bear its answer out, and whoever asks later has to know as much.
   */
  static Program watching(String name) {
    return new Program(name, 1, 0, List.of(Command.read()), Role.WATCHES, 0);
  }

  /** Carries changes on, each key of a change with a round of its own. */
  static Program coordinating(String name, int rounds) {
    return new Program(name, rounds, 0, List.of(Command.read()), Role.COORDINATES, 0);
  }

  /** Collects. */
  static Program collecting(String name, int passes, int rounds) {
    return new Program(name, rounds, 0, List.of(Command.read()), Role.COLLECTS, passes);
  }

  Program crashing(int times) {
    return new Program(name, rounds, times, commands, role, passes);
  }

  boolean serves() {
    return role == Role.NONE || role == Role.WATCHES;
  }
}
