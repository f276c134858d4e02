package io.paxos.exploration;

import static io.paxos.exploration.Command.compareAndSet;
import static io.paxos.exploration.Command.delete;
import static io.paxos.exploration.Command.read;
import static io.paxos.exploration.Command.setOnce;
import static io.paxos.exploration.Command.write;

import java.util.List;

/** The scopes: three acceptors, and programs that are bounded by their rounds. */
final class Scopes {
  static final Scope TWO_WRITERS_IN_ONE_ROUND_EACH =
      Scope.of(
          "two writers, one round each",
          3,
          Program.of("P", 1, write("p1")),
          Program.of("Q", 1, write("q1")));

  static final Scope WRITER_AND_READER_ONCE =
      Scope.of(
          "a writer in one round and a reader",
          3,
          Program.of("P", 1, write("p1")),
          Program.of("R", 2, read()));

  static final Scope TWO_WRITERS =
      Scope.of(
          "two writers, each retrying once",
          3,
          Program.of("P", 2, write("p1")),
          Program.of("Q", 2, write("q1")));

  static final Scope COMPARE_AND_SET =
      Scope.of(
          "a compare-and-set, asked again after a rejection, and a writer",
          3,
          Program.of("P", 2, compareAndSet("p1"), compareAndSet("p2").ifRejected()),
          Program.of("Q", 1, write("q1")));

  static final Scope WRITER_AND_READER =
      Scope.of(
          "a writer, retrying once, and a reader that repairs",
          3,
          Program.of("P", 2, write("p1")),
          Program.of("R", 2, read()));

  static final Scope WRITER_AND_TWO_READERS =
      Scope.of(
          "a writer and two readers that repair",
          3,
          Program.of("P", 1, write("p1")),
          Program.of("R", 2, read()),
          Program.of("S", 2, read()));

  static final Scope PROPOSER_RESTART =
      Scope.of(
          "a proposer that crashes twice and proposes again, and a writer",
          3,
          Program.of("P", 1, write("p1"), write("p2"), write("p3")).crashing(2),
          Program.of("Q", 1, write("q1")));

  static final Scope RETRY_AND_RESTART =
      Scope.of(
          "a proposer that retries, crashes, and proposes again",
          3,
          Program.of("P", 2, write("p1"), write("p2")).crashing(1));

  static final Scope GIVEN_UP_AND_NEXT =
      Scope.of(
          "a write over a cached promise that is given up, and the next",
          3,
          Program.of("P", 3, write("p1"), write("p2").hurried(), write("p3")));

  static final Scope ACCEPTOR_RESTART =
      Scope.of(
              "an acceptor that restarts, a doubled request, and two writers",
              3,
              Program.of("P", 1, write("p1")),
              Program.of("Q", 1, write("q1")))
          .withRestarts(1)
          .withDuplicates(1);

  static final Scope WRITE_ONCE =
      Scope.of(
          "the write-once switch and three writers",
          3,
          Program.of("P", 1, setOnce("p1")),
          Program.of("Q", 1, setOnce("q1")),
          Program.of("R", 1, setOnce("r1")));

  static final Scope CACHED_PROMISE =
      Scope.of(
          "two writes over a cached promise, and a writer",
          3,
          Program.of("P", 2, write("p1"), write("p2")),
          Program.of("Q", 1, write("q1")));

  static final Scope COMBINED =
      Scope.of(
          "two changes that may ride together, and a writer",
          3,
          Program.of("P", 2, write("p1"), write("p2").besides()),
          Program.of("Q", 1, write("q1")));

  static final Scope UNKNOWN_OUTCOME =
      Scope.of(
          "a caller whose time may be up, and a writer",
          3,
          Program.of("P", 2, write("p1").hurried()),
          Program.of("Q", 1, write("q1")));

  static final Scope SAME_OPERATION =
      Scope.of(
          "one operation asked for through two proposers",
          3,
          Program.of("P", 1, write("p1").named("once").hurried()),
          Program.of("Q", 2, write("p1").named("once")));

  static final Scope DELETION =
      Scope.of(
          "a write, a delete, and a creation by another",
          3,
          Program.of("P", 2, write("p1"), delete()),
          Program.of("Q", 1, write("q1")));

  static final Scope FLOOR =
      Scope.of(
              "two writers over a floor that one acceptor missed",
              3,
              Program.of("P", 3, write("p1")),
              Program.of("Q", 1, write("q1")))
          .withFloors(2L, 2L, 0L);

  static final Scope JOINED_LATE =
      Scope.of(
          "a write that is given up, a delete that joins its round, and a writer",
          3,
          Program.of("P", 2, write("p1").hurried(), delete().besides()),
          Program.of("Q", 1, write("q1")));

  /** All that are explored to the end, small ones first. */
  static final List<Scope> ALL =
      List.of(
          TWO_WRITERS_IN_ONE_ROUND_EACH,
          WRITER_AND_READER_ONCE,
          GIVEN_UP_AND_NEXT,
          RETRY_AND_RESTART,
          PROPOSER_RESTART,
          ACCEPTOR_RESTART,
          WRITER_AND_READER,
          COMPARE_AND_SET,
          UNKNOWN_OUTCOME,
          CACHED_PROMISE,
          DELETION,
          FLOOR,
          COMBINED,
          SAME_OPERATION,
          JOINED_LATE,
          WRITER_AND_TWO_READERS,
          WRITE_ONCE,
          TWO_WRITERS);

  /** Too large to be explored to the end. */
  static final Scope LARGE =
      Scope.of(
              "five acceptors and three proposers",
              5,
              Program.of("P", 4, write("p1"), write("p2"), read()).crashing(1),
              Program.of("Q", 4, compareAndSet("q1"), compareAndSet("q2").ifRejected(), read()),
              Program.of("R", 5, write("r1").hurried(), read(), write("r2")))
          .withDuplicates(3)
          .withRestarts(2);

  /** As {@link #JOINED_LATE}, with a writer that retries; for what that one cannot reach. */
  static final Scope JOINED_LATE_AND_OUTBID =
      Scope.of(
          "a write that is given up, a delete that joins its round, and a writer that retries",
          3,
          Program.of("P", 2, write("p1").hurried(), delete().besides()),
          Program.of("Q", 2, write("q1")));

  private Scopes() {}
}
