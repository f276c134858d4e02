package io.paxos.storage.jdbc;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class SqliteSharingTest extends Sharing {
  @TempDir Path directory;

  @Override
  String emptyDatabase() {
    return "jdbc:sqlite:" + directory.resolve("acceptor.db");
  }

  @Override
  void beginInstall(Connection connection) throws Exception {
    execute(connection, "begin immediate");
  }

  /** SQLite shows its locks to nobody, but whoever waits for one is in the library. */
  @Override
  void awaitBlocked(String url) {
    await().until(() -> Thread.getAllStackTraces().entrySet().stream().anyMatch(this::isWaiting));
  }

  private boolean isWaiting(Map.Entry<Thread, StackTraceElement[]> thread) {
    StackTraceElement[] stack = thread.getValue();
    return thread.getKey().getName().equals("paxos-storage-writing")
        && stack.length > 0
        && stack[0].getClassName().startsWith("org.sqlite")
        && stack[0].isNativeMethod();
  }
}
