package io.paxos.exploration;

import java.util.List;

/** The scopes that are explored. */
final class Scopes {
  private Scopes() {}

  static List<Scope> candidates() {
    return List.of(
        Scope.of(
            "2w 22",
            3,
            Program.of("P", 2, Command.write("p1")),
            Program.of("Q", 2, Command.write("q1"))),
        Scope.of(
            "cas retry",
            3,
            Program.of(
                "P", 2, Command.compareAndSet("p1"), Command.compareAndSet("p2").ifRejected()),
            Program.of("Q", 1, Command.write("q1"))),
        Scope.of(
            "cas retry 3",
            3,
            Program.of(
                "P", 3, Command.compareAndSet("p1"), Command.compareAndSet("p2").ifRejected()),
            Program.of("Q", 1, Command.write("q1"))),
        Scope.of(
            "w + reader 1,2",
            3,
            Program.of("P", 1, Command.write("p1")),
            Program.of("R", 2, Command.read())),
        Scope.of(
            "w + reader 1,3",
            3,
            Program.of("P", 1, Command.write("p1")),
            Program.of("R", 3, Command.read())),
        Scope.of(
            "w + reader 2,2",
            3,
            Program.of("P", 2, Command.write("p1")),
            Program.of("R", 2, Command.read())),
        Scope.of(
            "w + 2 readers 1,2,2",
            3,
            Program.of("P", 1, Command.write("p1")),
            Program.of("R", 2, Command.read()),
            Program.of("S", 2, Command.read())),
        Scope.of(
            "w + 2 readers 1,2,1",
            3,
            Program.of("P", 1, Command.write("p1")),
            Program.of("R", 2, Command.read()),
            Program.of("S", 1, Command.read())),
        Scope.of(
            "crash P",
            3,
            Program.of("P", 1, Command.write("p1"), Command.write("p2")).crashing(1),
            Program.of("Q", 1, Command.write("q1"))),
        Scope.of(
                "restart acc + dup",
                3,
                Program.of("P", 1, Command.write("p1")),
                Program.of("Q", 1, Command.write("q1")))
            .withDuplicates(1)
            .withRestarts(1),
        Scope.of(
            "3 once",
            3,
            Program.of("P", 1, Command.setOnce("p1")),
            Program.of("Q", 1, Command.setOnce("q1")),
            Program.of("R", 1, Command.setOnce("r1"))),
        Scope.of(
            "lone P 2 writes", 3, Program.of("P", 3, Command.write("p1"), Command.write("p2"))),
        Scope.of(
            "cached P 2 writes vs Q",
            3,
            Program.of("P", 2, Command.write("p1"), Command.write("p2")),
            Program.of("Q", 1, Command.write("q1"))),
        Scope.of(
            "riders",
            3,
            Program.of("P", 2, Command.write("p1"), Command.write("p2").besides()),
            Program.of("Q", 1, Command.write("q1"))),
        Scope.of(
            "unknown",
            3,
            Program.of("P", 2, Command.write("p1").hurried()),
            Program.of("Q", 1, Command.write("q1"))),
        Scope.of(
            "same op",
            3,
            Program.of("P", 1, Command.write("p1").named("op").hurried()),
            Program.of("Q", 2, Command.write("p1").named("op"))),
        Scope.of(
            "delete",
            3,
            Program.of("P", 2, Command.write("p1"), Command.delete()),
            Program.of("Q", 1, Command.write("q1"))),
        Scope.of(
                "floor",
                3,
                Program.of("P", 2, Command.write("p1")),
                Program.of("Q", 1, Command.write("q1")))
            .withFloors(2L, 2L, 0L));
  }
}
