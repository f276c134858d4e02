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

/** From the columns of {@code paxos_register} to the words of the protocol. */
final class Columns {
  private Columns() {}

  static Key key(ResultSet row) throws SQLException {
    return KeyText.parse(row.getString("key"));
  }

  /** The row, which obeys this floor if it is bare. */
  static AcceptorRow row(ResultSet row, long floor) throws SQLException {
    return new AcceptorRow(promised(row), report(row, floor));
  }

  static Report report(ResultSet row, long floor) throws SQLException {
    Ballot accepted = accepted(row);
    if (accepted.isZero()) {
      return new Report.Bare(floor);
    }
    History history = History.decoded(row.getBytes("history"));
    return new Report.Holding(
        accepted, new RegisterState(row.getLong("revision"), value(row), history));
  }

  /** Why a request on this row was refused. */
  static Conflict conflict(ResultSet row, long floor) throws SQLException {
    boolean bare = row.getLong("accepted_counter") == 0;
    return new Conflict(promised(row), bare ? floor : 0);
  }

  static ScanReply.Row scanned(ResultSet row) throws SQLException {
    return new ScanReply.Row(key(row), promised(row), accepted(row), content(row));
  }

  /** The history is there for tombstones only. */
  private static ScanReply.Content content(ResultSet row) throws SQLException {
    if (row.getBoolean("has_value")) {
      return ScanReply.Content.VALUE;
    }
    if (accepted(row).isZero()) {
      return ScanReply.Content.NOTHING;
    }
    History history = History.decoded(row.getBytes("history"));
    return ScanReply.Content.of(
        new RegisterState(row.getLong("revision"), Optional.empty(), history));
  }

  private static Ballot promised(ResultSet row) throws SQLException {
    return ballot(row, "promised");
  }

  private static Ballot accepted(ResultSet row) throws SQLException {
    // Zero also stands for null here, which is what a bare row has.
    return row.getLong("accepted_counter") == 0 ? Ballot.ZERO : ballot(row, "accepted");
  }

  private static Ballot ballot(ResultSet row, String which) throws SQLException {
    String node = row.getString(which + "_node");
    ProposerId proposer = new ProposerId(node, row.getLong(which + "_incarnation"));
    return new Ballot(row.getLong(which + "_counter"), proposer);
  }

  private static Optional<Value> value(ResultSet row) throws SQLException {
    String mediaType = row.getString("media_type");
    return mediaType == null
        ? Optional.empty()
        : Optional.of(Value.of(row.getBytes("value"), mediaType));
  }
}
