package io.paxos.storage.jdbc;

/** What an acceptor has in memory does not outlive a failure of its connection. */
class PostgresRowMemoryFailuresTest extends PostgresFailuresTest {
  @Override
  StorageOptions options() {
    return StorageOptions.DEFAULT.withRowMemory(1 << 20);
  }
}
