package io.paxos.storage.jdbc;

import io.paxos.contract.AcceptorContract;
import io.paxos.contract.Memory;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** An acceptor that answers reads from memory says what one says that always asks. */
class RowMemoryAcceptorTest extends AcceptorContract {
  @TempDir Path directory;

  @Override
  protected Memory memory() {
    return new DatabaseMemory(
        SqliteDataSources.file(directory.resolve("acceptor.db")),
        StorageOptions.DEFAULT.withRowMemory(4_000));
  }
}
