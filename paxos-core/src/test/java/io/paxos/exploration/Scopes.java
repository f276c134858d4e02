package io.paxos.exploration;

/** The scopes that are explored. */
final class Scopes {
  private Scopes() {}

  static final Scope TWO_WRITERS =
      Scope.of(
          "two writers",
          3,
          Program.of("P", 1, Command.write("p1")),
          Program.of("Q", 1, Command.write("q1")));
}
