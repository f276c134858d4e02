package io.paxos.storage.jdbc;

import javax.sql.DataSource;

class PostgresFailuresTest extends Failures {
  @Override
  DataSource emptyDatabase() {
    return PostgresServer.freshDatabase();
  }
}
