package io.paxos.storage.jdbc;

import io.paxos.contract.Memory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The memory of an acceptor in an empty database. */
final class DatabaseMemory implements Memory {
  private final DataSource dataSource;
  private JdbcAcceptor acceptor;

  DatabaseMemory(DataSource dataSource) {
    this.dataSource = dataSource;
    this.acceptor = JdbcAcceptor.open(dataSource, StorageOptions.DEFAULT);
  }

  @Override
  public JdbcAcceptor acceptor() {
    return acceptor;
  }

  @Override
  public void reopen() {
    acceptor.close();
    acceptor = JdbcAcceptor.open(dataSource, StorageOptions.DEFAULT);
  }

  @Override
  public void raiseFloor(long to) {
    String sql = "update paxos_acceptor set floor = ? where floor < ?";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      update.setLong(1, to);
      update.setLong(2, to);
      update.execute();
    } catch (SQLException failure) {
      throw new IllegalStateException("raising the floor failed", failure);
    }
  }

  @Override
  public void close() {
    acceptor.close();
  }
}
