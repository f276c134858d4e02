package io.paxos.exploration;

import java.util.List;

/**
 * What one client process does, with the proposer in it.
 *
 * @param name also the node's name in ballots
 * @param rounds how many rounds and tries of a read each life of the process may begin
 * @param crashes how often it may crash and start again with nothing in memory
 */
record Program(String name, int rounds, int crashes, List<Command> commands) {
  Program {
    commands = List.copyOf(commands);
  }

  static Program of(String name, int rounds, Command... commands) {
    return new Program(name, rounds, 0, List.of(commands));
  }

  Program crashing(int times) {
    return new Program(name, rounds, times, commands);
  }
}
