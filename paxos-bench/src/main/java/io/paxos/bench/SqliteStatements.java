package io.paxos.bench;

import io.paxos.protocol.Ballot;
import io.paxos.protocol.Key;
import io.paxos.protocol.Value;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A statement for each row: in SQLite it is a function call. */
final class SqliteStatements implements BareStatements {
  private static final String PROMISE =
      """
      update paxos_register
      set promised_counter = ?, promised_node = ?, promised_incarnation = ?
      where key = ?
      """;
  private static final String STATE =
      """
      select accepted_counter, accepted_node, accepted_incarnation, revision, value, media_type, history
      from paxos_register
      where key = ?
      """;
  private static final String ACCEPT =
      """
      insert into paxos_register (
          promised_counter, promised_node, promised_incarnation,
          accepted_counter, accepted_node, accepted_incarnation,
          key, revision, value, media_type, history)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (key) do update set
          promised_counter = excluded.promised_counter,
          promised_node = excluded.promised_node,
          promised_incarnation = excluded.promised_incarnation,
          accepted_counter = excluded.accepted_counter,
          accepted_node = excluded.accepted_node,
          accepted_incarnation = excluded.accepted_incarnation,
          revision = excluded.revision,
          value = excluded.value,
          media_type = excluded.media_type,
          history = excluded.history
      """;

  private final Connection connection;
  private final PreparedStatement begin;
  private final PreparedStatement commit;
  private final PreparedStatement promise;
  private final PreparedStatement state;
  private final PreparedStatement accept;

  SqliteStatements(Connection connection) throws SQLException {
    this.connection = connection;
    try (Statement settings = connection.createStatement()) {
      settings.execute("pragma busy_timeout = 10000");
      settings.execute("pragma journal_mode = wal");
      settings.execute("pragma synchronous = full");
      settings.execute("pragma fullfsync = on");
      settings.execute("pragma checkpoint_fullfsync = on");
    }
    begin = connection.prepareStatement("begin immediate");
    commit = connection.prepareStatement("commit");
    promise = connection.prepareStatement(PROMISE);
    state = connection.prepareStatement(STATE);
    accept = connection.prepareStatement(ACCEPT);
  }

  @Override
  public void promise(List<Key> keys, Ballot ballot) throws SQLException {
    begin.execute();
    for (Key key : keys) {
      promise(key, ballot);
    }
    commit.execute();
  }

  private void promise(Key key, Ballot ballot) throws SQLException {
    bind(promise, 1, ballot);
    promise.setString(4, key.text());
    promise.executeUpdate();
  }

  @Override
  public long promiseAndRead(List<Key> keys, Ballot ballot) throws SQLException {
    long read = 0;
    begin.execute();
    for (Key key : keys) {
      promise(key, ballot);
      state.setString(1, key.text());
      read += BareStatements.readStates(state);
    }
    commit.execute();
    return read;
  }

  @Override
  public void accept(List<Key> keys, Ballot ballot) throws SQLException {
    begin.execute();
    for (Key key : keys) {
      Value value = Rows.STATE.value().orElseThrow();
      bind(accept, 1, ballot);
      bind(accept, 4, ballot);
      accept.setString(7, key.text());
      accept.setLong(8, Rows.STATE.revision());
      accept.setBytes(9, value.bytes());
      accept.setString(10, value.mediaType());
      accept.setBytes(11, Rows.STATE.history().encoded());
      accept.executeUpdate();
    }
    commit.execute();
  }

  private static void bind(PreparedStatement statement, int first, Ballot ballot)
      throws SQLException {
    statement.setLong(first, ballot.counter());
    statement.setString(first + 1, ballot.proposer().node());
    statement.setLong(first + 2, ballot.proposer().incarnation());
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
