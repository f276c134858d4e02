package io.paxos.storage.jdbc;

import io.paxos.contract.Memory;
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
  public void close() {
    acceptor.close();
  }
}
