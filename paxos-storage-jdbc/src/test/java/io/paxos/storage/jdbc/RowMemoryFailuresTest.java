package io.paxos.storage.jdbc;

/** What an acceptor has in memory does not outlive a failure of its database. */
class RowMemoryFailuresTest extends SqliteFailuresTest {
  @Override
  StorageOptions options() {
    return StorageOptions.DEFAULT.withRowMemory(1 << 20);
  }
}
