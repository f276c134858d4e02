package io.paxos.acceptor;

import io.paxos.protocol.Accept;
import io.paxos.protocol.AcceptReply;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.PrepareReply;
import io.paxos.protocol.Promised;
import io.paxos.protocol.Read;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Report;
import io.paxos.protocol.Request;
import java.util.OptionalLong;

/**
 * The acceptor's decision: from a row and a request to the row and the reply that follow. Whoever
 * stores rows must make the new row durable before the reply leaves.
 */
public final class AcceptorRules {
  private static final Accepted ACCEPTED = new Accepted();

  private AcceptorRules() {}

  /**
   * What follows from a request.
   *
   * @param row the row as it is from now on; equal to the one before if nothing has to be written
   * @param reply to be sent once the row is durable
   */
  public record Step<R extends Reply>(AcceptorRow row, R reply) {
    /** Whether the row has to be written: only what is granted changes it. */
    public boolean writes() {
      return reply instanceof Promised || reply instanceof Accepted;
    }
  }

  /** Decides on any request. */
  public static Step<?> decide(AcceptorRow row, Request<?> request) {
    if (request instanceof Prepare prepare) {
      return prepare(row, prepare);
    }
    if (request instanceof Accept accept) {
      return accept(row, accept);
    }
    return read(row, (Read) request);
  }

  /**
   * Rule R1: granted iff the ballot is greater than every ballot promised or accepted for the key,
   * and for a bare row its counter is above the floor. Strictly greater: a second prepare under the
   * same ballot would let one ballot carry two proposals.
   */
  public static Step<PrepareReply> prepare(AcceptorRow row, Prepare prepare) {
    boolean granted =
        prepare.ballot().isGreaterThan(row.promised()) && prepare.ballot().counter() > row.floor();
    return granted
        ? new Step<>(new AcceptorRow(prepare.ballot(), row.report()), new Promised(row.report()))
        : new Step<>(row, conflict(row));
  }

  /**
   * Rule R2: granted iff the ballot is at least the one promised, and for a bare row its counter is
   * above the floor. The promise covers what was accepted, so the ballot never goes below that.
   */
  public static Step<AcceptReply> accept(AcceptorRow row, Accept accept) {
    boolean granted =
        !row.promised().isGreaterThan(accept.ballot()) && accept.ballot().counter() > row.floor();
    return granted
        ? new Step<>(
            new AcceptorRow(accept.promise(), new Report.Holding(accept.ballot(), accept.state())),
            ACCEPTED)
        : new Step<>(row, conflict(row));
  }

  /** Rule R6: a read writes nothing. */
  public static Step<ReadReply> read(AcceptorRow row, Read read) {
    return new Step<>(row, new ReadReply(row.promised(), row.report()));
  }

  /**
   * Deletion: whether a row may be forgotten, and what the floor must be then, so that it stands in
   * for everything that the row would have refused, and for its revision (rules R1, R2, R5).
   *
   * @return empty if the row is no longer what was asked for, and stays
   */
  public static OptionalLong forget(AcceptorRow row, Ballot tombstone) {
    long promised = row.promised().counter();
    if (row.report() instanceof Report.Holding holding) {
      boolean same = holding.ballot().equals(tombstone) && holding.state().value().isEmpty();
      return same
          ? OptionalLong.of(Math.max(promised, holding.state().revision()))
          : OptionalLong.empty();
    }
    return tombstone.isZero() && !row.promised().isZero()
        ? OptionalLong.of(promised)
        : OptionalLong.empty();
  }

  private static Conflict conflict(AcceptorRow row) {
    return new Conflict(row.promised(), row.floor());
  }
}
