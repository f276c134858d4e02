package io.paxos.storage.jdbc;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Prepares each statement once for a connection. For a few statements, each used by nobody else
 * while its rows are being read. Confined to the connection's thread.
 */
final class ReusedStatements implements StatementBuilder {
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  /** Those of this connection, for a dialect that is configured to have them. */
  static ReusedStatements of(Handle handle) {
    return (ReusedStatements) handle.getStatementBuilder();
  }

  /** The one with this text. */
  PreparedStatement prepared(Connection connection, String sql) throws SQLException {
    PreparedStatement known = prepared.get(sql);
    if (known != null) {
      return known;
    }
    PreparedStatement fresh = connection.prepareStatement(sql);
    prepared.put(sql, fresh);
    return fresh;
  }

  @Override
  public Statement create(Connection connection, StatementContext context) throws SQLException {
    return connection.createStatement();
  }

  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext context)
      throws SQLException {
    return prepared(connection, sql);
  }

  @Override
  public CallableStatement createCall(Connection connection, String sql, StatementContext context)
      throws SQLException {
    return connection.prepareCall(sql);
  }

  @Override
  public void close(Connection connection, String sql, Statement statement) throws SQLException {
    // Not looked up by its text: here that still has its parameters' names.
    if (!prepared.containsValue(statement)) {
      statement.close();
    }
  }

  @Override
  public void close(Connection connection) {
    for (PreparedStatement statement : prepared.values()) {
      try {
        statement.close();
      } catch (SQLException broken) {
        // So is the connection, which is being closed.
      }
    }
    prepared.clear();
  }
}
