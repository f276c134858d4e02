package io.paxos.storage.jdbc;

import io.paxos.contract.Memory;
import javax.sql.DataSource;

/** The memory of an acceptor in an empty database. */
final class DatabaseMemory implements Memory {
  private final DataSource dataSource;
  private final StorageOptions options;
  private JdbcAcceptor acceptor;

  DatabaseMemory(DataSource dataSource) {
    this(dataSource, StorageOptions.DEFAULT);
  }

  DatabaseMemory(DataSource dataSource, StorageOptions options) {
    this.dataSource = dataSource;
    this.options = options;
    this.acceptor = JdbcAcceptor.open(dataSource, options);
  }

  @Override
  public JdbcAcceptor acceptor() {
    return acceptor;
  }

  @Override
  public void reopen() {
    acceptor.close();
    acceptor = JdbcAcceptor.open(dataSource, options);
  }

  @Override
  public void close() {
    acceptor.close();
  }
}
