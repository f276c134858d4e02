package io.paxos.exploration;

import java.util.Collections;
import java.util.List;

/**
 * A bounded world: what is explored is everything that can happen in it. A message may arrive at
 * any time or never, in any order; a client may give up on any acceptor at any time.
 *
 * @param floors one for each acceptor; quorums are majorities
 * @param programs one for each client
 * @param duplicates how many messages in all may be doubled
 * @param restarts how many restarts of acceptors there may be: rows stay, undelivered replies go
 */
record Scope(String name, List<Long> floors, List<Program> programs, int duplicates, int restarts) {
  /** The greatest number of faults of one kind. */
  static final int MAX_FAULTS = 15;

  Scope {
    floors = List.copyOf(floors);
    programs = List.copyOf(programs);
    if (Math.max(duplicates, restarts) > MAX_FAULTS) {
      throw new IllegalArgumentException("more than 15 faults of a kind in " + name);
    }
  }

  /** Acceptors with no floor, and no faults beyond loss, delay and reordering. */
  static Scope of(String name, int acceptors, Program... programs) {
    return new Scope(name, Collections.nCopies(acceptors, 0L), List.of(programs), 0, 0);
  }

  Scope withDuplicates(int count) {
    return new Scope(name, floors, programs, count, restarts);
  }

  Scope withRestarts(int count) {
    return new Scope(name, floors, programs, duplicates, count);
  }

  Scope withFloors(Long... each) {
    return new Scope(name, List.of(each), programs, duplicates, restarts);
  }

  int acceptors() {
    return floors.size();
  }

  int majority() {
    return acceptors() / 2 + 1;
  }

  /** The revisions that a register which nobody has written may have: what a majority sees. */
  List<Long> bases() {
    return floors.stream().sorted().skip(majority() - 1L).toList();
  }

  /** Whether a value may lose its marks. */
  boolean deletes() {
    return programs.stream()
        .flatMap(program -> program.commands().stream())
        .anyMatch(command -> command.kind() == Command.Kind.DELETE);
  }
}
