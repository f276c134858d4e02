package io.paxos.storage.jdbc;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.Statement;

class PostgresSharingTest extends Sharing {
  @Override
  String emptyDatabase() {
    return PostgresServer.freshDatabaseUrl();
  }

  @Override
  void beginInstall(Connection connection) throws Exception {
    execute(connection, "begin");
  }

  @Override
  void awaitBlocked(String url) throws Exception {
    String waiting =
        "select exists (select from pg_locks where not granted and database ="
            + " (select oid from pg_database where datname = current_database()))";
    try (Connection connection = WriterProcess.dataSource(url).getConnection();
        Statement statement = connection.createStatement()) {
      await()
          .until(
              () -> {
                try (var rows = statement.executeQuery(waiting)) {
                  return rows.next() && rows.getBoolean(1);
                }
              });
    }
  }
}
