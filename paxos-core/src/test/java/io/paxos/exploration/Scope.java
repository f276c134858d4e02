package io.paxos.exploration;

import java.util.Collections;
import java.util.List;

/**
 * A bounded world: what is explored is everything that can happen in it. A message may arrive at
 * any time or never, in any order; a client may give up on any acceptor at any time.
 *
 * @param floors one for each acceptor
 * @param programs one for each client
 * @param duplicates how many messages in all may be doubled
 * @param restarts how many restarts of acceptors there may be: rows stay, undelivered replies go
 * @param plan who the acceptors are, one set after the other
 */
record Scope(
    String name,
    List<Long> floors,
    List<Program> programs,
    int duplicates,
    int restarts,
    Plan plan) {
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
    Plan plan = Plan.of(Cast.group("ABCDEFGHI".substring(0, acceptors)));
    return of(name, acceptors, plan, programs);
  }

  /** Acceptors that come and go. */
  static Scope of(String name, int acceptors, Plan plan, Program... programs) {
    return new Scope(name, Collections.nCopies(acceptors, 0L), List.of(programs), 0, 0, plan);
  }

  Scope withDuplicates(int count) {
    return new Scope(name, floors, programs, count, restarts, plan);
  }

  Scope withRestarts(int count) {
    return new Scope(name, floors, programs, duplicates, count, plan);
  }

  Scope withFloors(Long... each) {
    return new Scope(name, List.of(each), programs, duplicates, restarts, plan);
  }

  int acceptors() {
    return floors.size();
  }

  /** The revisions that a register which nobody has written may have: what a majority sees. */
  List<Long> bases() {
    return floors.stream().sorted().skip(acceptors() / 2).toList();
  }

  /** Whether floors rise. */
  boolean collects() {
    return programs.stream().anyMatch(program -> program.role() == Program.Role.COLLECTS);
  }

  /** Whether a value may lose its marks. */
  boolean deletes() {
    return programs.stream()
        .flatMap(program -> program.commands().stream())
        .anyMatch(command -> command.kind() == Command.Kind.DELETE);
  }
}
