package io.paxos.storage.jdbc;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.History;
import io.paxos.protocol.Key;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Report;
import io.paxos.protocol.ScanReply;
import io.paxos.protocol.Value;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * From the columns of {@code paxos_register} to the words of the protocol. Every statement that
 * reads them has them in this order, so that they are found by their numbers: the key, the promised
 * ballot, the accepted ballot, revision, value, media type, history. Not every one has all.
 */
final class Columns {
  /** How many columns a ballot has: counter, node, incarnation. */
  private static final int BALLOT = 3;

  /** The number of the first column of the accepted ballot, where a promised one comes first. */
  static final int ACCEPTED_IN_ROW = 1 + BALLOT;

  private Columns() {}

  /** The key, which is the first column of those that have it. */
  static Key key(ResultSet row) throws SQLException {
    return KeyText.parse(row.getString(1));
  }

  /**
   * Both ballots and the state.
   *
   * @param promised the number of the first column
   * @param floor what the row obeys if it is bare
   */
  static AcceptorRow row(ResultSet row, int promised, long floor) throws SQLException {
    return new AcceptorRow(ballot(row, promised), report(row, promised + BALLOT, floor));
  }

  /**
   * The accepted ballot and the state.
   *
   * @param accepted the number of the first column
   * @param floor what the row obeys if it is bare
   */
  static Report report(ResultSet row, int accepted, long floor) throws SQLException {
    Ballot ballot = ballot(row, accepted);
    if (ballot.isZero()) {
      return new Report.Bare(floor);
    }
    int revision = accepted + BALLOT;
    History history = History.decoded(row.getBytes(revision + 3));
    return new Report.Holding(
        ballot, new RegisterState(row.getLong(revision), value(row, revision + 1), history));
  }

  /**
   * Why a request on this row was refused: the promised ballot, and the counter of the accepted.
   *
   * @param promised the number of the first column
   */
  static Conflict conflict(ResultSet row, int promised, long floor) throws SQLException {
    boolean bare = row.getLong(promised + BALLOT) == 0;
    return new Conflict(ballot(row, promised), bare ? floor : 0);
  }

  /** The key, both ballots, whether there is a value, and of a tombstone revision and history. */
  static ScanReply.Row scanned(ResultSet row) throws SQLException {
    Ballot accepted = ballot(row, 2 + BALLOT);
    return new ScanReply.Row(
        key(row), ballot(row, 2), accepted, content(row, accepted, 2 + 2 * BALLOT));
  }

  private static ScanReply.Content content(ResultSet row, Ballot accepted, int hasValue)
      throws SQLException {
    if (row.getBoolean(hasValue)) {
      return ScanReply.Content.VALUE;
    }
    if (accepted.isZero()) {
      return ScanReply.Content.NOTHING;
    }
    History history = History.decoded(row.getBytes(hasValue + 2));
    return ScanReply.Content.of(
        new RegisterState(row.getLong(hasValue + 1), Optional.empty(), history));
  }

  private static Ballot ballot(ResultSet row, int counter) throws SQLException {
    long number = row.getLong(counter);
    // Zero also stands for null here, which is what a bare row has.
    return number == 0
        ? Ballot.ZERO
        : new Ballot(number, new ProposerId(row.getString(counter + 1), row.getLong(counter + 2)));
  }

  private static Optional<Value> value(ResultSet row, int value) throws SQLException {
    String mediaType = row.getString(value + 1);
    return mediaType == null
        ? Optional.empty()
        : Optional.of(Value.of(row.getBytes(value), mediaType));
  }
}
