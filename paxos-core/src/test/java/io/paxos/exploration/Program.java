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
    return role == Role.NONE;
  }
}
