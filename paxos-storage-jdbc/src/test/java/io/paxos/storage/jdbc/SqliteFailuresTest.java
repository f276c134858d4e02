package io.paxos.storage.jdbc;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;

class SqliteFailuresTest extends Failures {
  @TempDir Path directory;

  @Override
  DataSource emptyDatabase() {
    return SqliteDataSources.file(directory.resolve("acceptor.db"));
  }
}
