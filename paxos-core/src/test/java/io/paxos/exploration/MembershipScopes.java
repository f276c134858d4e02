package io.paxos.exploration;

import static io.paxos.exploration.Cast.group;
import static io.paxos.exploration.Command.delete;
import static io.paxos.exploration.Command.read;
import static io.paxos.exploration.Command.write;

import java.util.List;

/**
 * The scopes in which the acceptors change, or rows are forgotten. {@code X} carries changes on,
 * {@code Y} collects.
 */
final class MembershipScopes {
  static final Scope REPLACED =
      Scope.of(
          "one acceptor in the place of another, a writer that retries and a reader",
          2,
          Plan.of(group("A")).to(group("B")),
          Program.of("P", 2, write("p1")),
          Program.of("R", 1, read()),
          Program.coordinating("X", 1));

  static final Scope COORDINATOR_CRASHES =
      Scope.of(
          "one acceptor in the place of another, whoever carries it on crashes, and a writer",
          2,
          Plan.of(group("A")).to(group("B")),
          Program.of("P", 2, write("p1")),
          Program.coordinating("X", 1).crashing(1));

  static final Scope TWO_COORDINATORS =
      Scope.of(
          "one acceptor in the place of another, carried on by two at once, and a writer",
          2,
          Plan.of(group("A")).to(group("B")),
          Program.of("P", 1, write("p1")),
          Program.coordinating("X", 1),
          Program.coordinating("Z", 1));

  static final Scope TURNED_BACK =
      Scope.of(
          "a change that may be turned back and begun again, and a writer",
          2,
          Plan.of(group("A")).to(group("B"), group("B")).turningBack(),
          Program.of("P", 2, write("p1")),
          Program.coordinating("X", 1));

  static final Scope COMES_BACK =
      Scope.of(
          "an acceptor that leaves and is to come back, and a writer",
          2,
          Plan.of(group("AB")).to(group("B"), group("AB")),
          Program.of("P", 2, write("p1"), write("p2")),
          Program.coordinating("X", 2));

  static final Scope COLLECTION =
      Scope.of(
          "a write, a delete, a collection, and another writer",
          2,
          Program.of("P", 2, write("p1"), delete()),
          Program.of("Q", 1, write("q1")),
          Program.collecting("Y", 1, 0));

  static final Scope COLLECTION_AND_READS =
      Scope.of(
          "a write, a delete, a collection, and two reads",
          2,
          Program.of("P", 2, write("p1"), delete()),
          Program.of("R", 2, read(), read()),
          Program.collecting("Y", 1, 0));

  static final Scope FOLDING =
      Scope.of(
          "a writer that retries, another one, and promises that are folded",
          2,
          Program.of("P", 2, write("p1")),
          Program.of("Q", 1, write("q1")),
          Program.collecting("Y", 1, 0));

  static final Scope COLLECTION_AND_CHANGE =
      Scope.of(
          "a collection, a change right after it, and a writer that deletes",
          2,
          Plan.of(group("A")).to(group("AB")),
          Program.of("P", 2, write("p1"), delete()),
          Program.coordinating("X", 1),
          Program.collecting("Y", 1, 0));

  static final Scope SHRINKING =
      Scope.of(
          "three acceptors become two, a writer and a reader",
          3,
          Plan.of(group("ABC")).to(group("AB")),
          Program.of("P", 1, write("p1")),
          Program.of("R", 1, read()),
          Program.coordinating("X", 1));

  static final Scope PAIR =
      Scope.of(
          "one of two acceptors is replaced, a writer and a reader",
          3,
          Plan.of(group("AB")).to(group("BC")),
          Program.of("P", 1, write("p1")),
          Program.of("R", 1, read()),
          Program.coordinating("X", 1));

  static final Scope ONE_OF_THREE =
      Scope.of(
          "one of three acceptors is replaced, and a writer",
          4,
          Plan.of(group("ABC")).to(group("BCD")),
          Program.of("P", 1, write("p1")),
          Program.coordinating("X", 1));

  static final Scope SHRINKING_WATCHED =
      Scope.of(
          "three acceptors become two, a writer and somebody who watches",
          3,
          Plan.of(group("ABC")).to(group("AB")),
          Program.of("P", 1, write("p1")),
          Program.watching("R"),
          Program.coordinating("X", 1));

  static final Scope SHRINKING_UNDER_TWO =
      Scope.of(
          "three acceptors become two, and two writers",
          3,
          Plan.of(group("ABC")).to(group("AB")),
          Program.of("P", 1, write("p1")),
          Program.of("Q", 1, write("q1")),
          Program.coordinating("X", 1));

  static final Scope ONE_OF_THREE_WATCHED =
      Scope.of(
          "one of three acceptors is replaced, a writer and somebody who watches",
          4,
          Plan.of(group("ABC")).to(group("BCD")),
          Program.of("P", 1, write("p1")),
          Program.watching("R"),
          Program.coordinating("X", 1));

  /** Only for a rule that is broken; larger than need be for the real ones. */
  static final Scope FLOORS_MOVE_ALONG =
      Scope.of(
          "one acceptor in the place of another after a collection, and a writer",
          2,
          Plan.of(group("A")).to(group("B")),
          Program.of("P", 2, write("p1"), delete()),
          Program.of("Q", 1, write("q1")),
          Program.coordinating("X", 1),
          Program.collecting("Y", 1, 0));

  /** Only for a rule that is broken. */
  static final Scope WATCHED =
      Scope.of(
          "one acceptor in the place of another, a writer and somebody who watches",
          2,
          Plan.of(group("A")).to(group("B")),
          Program.of("P", 1, write("p1")),
          Program.watching("R"),
          Program.coordinating("X", 1));

  /** Only for a rule that is broken; larger than need be for the real ones. */
  static final Scope CACHED_PROMISE =
      Scope.of(
          "one acceptor in the place of another, a writer with a promise, and another",
          2,
          Plan.of(group("A")).to(group("B")),
          Program.of("P", 3, write("p1"), write("p2")),
          Program.of("Q", 1, write("q1")),
          Program.coordinating("X", 1));

  static final Scope LONELY_COLLECTION =
      Scope.of(
          "one acceptor, a write, a delete, and a write, a collection, and another writer",
          1,
          Program.of("P", 3, write("p1"), delete(), write("p2")),
          Program.of("N", 2, write("n1")),
          Program.collecting("Y", 1, 0));

  static final Scope COMBINED_AND_COLLECTED =
      Scope.of(
          "one acceptor, three changes that may ride together, a collection, and a writer",
          1,
          Program.of("P", 2, write("p1"), write("p2").besides(), delete().besides()),
          Program.of("Q", 2, write("q1")),
          Program.collecting("Y", 1, 0));

  static final Scope COLLECTION_BY_ONE =
      Scope.of(
          "accept quorums of one, a write, a delete, a collection, and a read",
          2,
          Plan.of(group("AB", 2, 1)),
          Program.of("P", 2, write("p1"), delete()),
          Program.of("R", 1, read()),
          Program.collecting("Y", 1, 0));

  static final Scope SIZED_READ =
      Scope.of(
          "prepare quorums of one among three become one acceptor, a writer and a reader",
          3,
          Plan.of(group("ABC", 1, 3)).to(group("A")),
          Program.of("P", 1, write("p1")),
          Program.of("R", 1, read()),
          Program.coordinating("X", 0));

  /** All that are explored to the end in every build. */
  static final List<Scope> ALL =
      List.of(
          TURNED_BACK,
          TWO_COORDINATORS,
          COORDINATOR_CRASHES,
          COMES_BACK,
          REPLACED,
          LONELY_COLLECTION,
          COMBINED_AND_COLLECTED,
          COLLECTION_BY_ONE,
          FOLDING,
          COLLECTION,
          COLLECTION_AND_READS,
          COLLECTION_AND_CHANGE,
          SIZED_READ,
          SHRINKING_WATCHED,
          ONE_OF_THREE);

  /** Those that take minutes. */
  static final List<Scope> LARGE =
      List.of(PAIR, SHRINKING, SHRINKING_UNDER_TWO, ONE_OF_THREE_WATCHED);

  private MembershipScopes() {}
}
