package io.paxos.bench;

import io.paxos.protocol.Ballot;
import io.paxos.protocol.Key;
import io.paxos.protocol.Value;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/**
 * One statement for all rows, which is a transaction by itself: in PostgreSQL every statement is a
 * round trip to the server.
 */
final class PostgresStatements implements BareStatements {
  private static final String PROMISE =
      """
      update paxos_register
      set promised_counter = ?, promised_node = ?, promised_incarnation = ?
      where key = any (?)
      """;
  private static final String PROMISE_WITH_STATE =
      PROMISE
          + """
          returning
              accepted_counter, accepted_node, accepted_incarnation,
              revision, value, media_type, history
          """;
  private static final String ACCEPT =
      """
      insert into paxos_register (
          promised_counter, promised_node, promised_incarnation,
          accepted_counter, accepted_node, accepted_incarnation,
          revision, media_type, key, value, history)
      select ?, ?, ?, ?, ?, ?, ?, ?, row.key, row.value, row.history
      from unnest(?, ?, ?) as row (key, value, history)
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
  private final PreparedStatement promise;
  private final PreparedStatement promiseWithState;
  private final PreparedStatement accept;

  PostgresStatements(Connection connection) throws SQLException {
    this.connection = connection;
    promise = connection.prepareStatement(PROMISE);
    promiseWithState = connection.prepareStatement(PROMISE_WITH_STATE);
    accept = connection.prepareStatement(ACCEPT);
  }

  @Override
  public void promise(List<Key> keys, Ballot ballot) throws SQLException {
    bindPromise(promise, keys, ballot);
    promise.executeUpdate();
  }

  @Override
  public long promiseAndRead(List<Key> keys, Ballot ballot) throws SQLException {
    bindPromise(promiseWithState, keys, ballot);
    return BareStatements.readStates(promiseWithState);
  }

  private void bindPromise(PreparedStatement statement, List<Key> keys, Ballot ballot)
      throws SQLException {
    bind(statement, 1, ballot);
    statement.setArray(4, connection.createArrayOf("text", texts(keys)));
  }

  @Override
  public void accept(List<Key> keys, Ballot ballot) throws SQLException {
    Value value = Rows.STATE.value().orElseThrow();
    bind(accept, 1, ballot);
    bind(accept, 4, ballot);
    accept.setLong(7, Rows.STATE.revision());
    accept.setString(8, value.mediaType());
    accept.setArray(9, connection.createArrayOf("text", texts(keys)));
    accept.setArray(10, connection.createArrayOf("bytea", repeated(value.bytes(), keys)));
    accept.setArray(
        11, connection.createArrayOf("bytea", repeated(Rows.STATE.history().encoded(), keys)));
    accept.executeUpdate();
  }

  private static String[] texts(List<Key> keys) {
    return keys.stream().map(Key::text).toArray(String[]::new);
  }

  private static byte[][] repeated(byte[] cell, List<Key> keys) {
    return Collections.nCopies(keys.size(), cell).toArray(byte[][]::new);
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
