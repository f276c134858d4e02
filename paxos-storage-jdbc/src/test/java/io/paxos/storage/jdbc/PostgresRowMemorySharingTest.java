package io.paxos.storage.jdbc;

/** Acceptor objects that would keep rows in memory share a database as safely as others do. */
class PostgresRowMemorySharingTest extends PostgresSharingTest {
  @Override
  StorageOptions options() {
    return StorageOptions.DEFAULT.withRowMemory(1 << 20);
  }
}
