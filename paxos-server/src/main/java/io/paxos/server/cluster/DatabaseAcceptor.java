package io.paxos.server.cluster;

import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.server.config.StorageSettings;
import io.paxos.spi.Acceptor;
import io.paxos.storage.jdbc.JdbcAcceptor;
import io.paxos.storage.jdbc.StorageOptions;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** An acceptor together with the pool of connections that it uses. Thread-safe. */
final class DatabaseAcceptor implements Acceptor {
  private final Database database;
  private final JdbcAcceptor acceptor;

  private DatabaseAcceptor(Database database, JdbcAcceptor acceptor) {
    this.database = database;
    this.acceptor = acceptor;
  }

  /**
   * Opens a node's own storage, creating it at the first start.
   *
   * @throws io.paxos.storage.jdbc.StorageException if it cannot be used
   * @throws java.io.UncheckedIOException if the folder of its file cannot be made
   */
  static DatabaseAcceptor open(StorageSettings settings) {
    Database database = Database.at(settings.url(), settings.credentials());
    try {
      return new DatabaseAcceptor(
          database,
          JdbcAcceptor.open(
              database.source(), options(settings).withRowMemory(settings.rowMemoryBytes())));
    } catch (RuntimeException unusable) {
      database.close();
      throw unusable;
    }
  }

  /** An acceptor in a database elsewhere: silent until it can be reached. */
  static DatabaseAcceptor connect(String url, StorageSettings settings) {
    Database database = Database.at(url, settings.credentials());
    return new DatabaseAcceptor(
        database, JdbcAcceptor.connect(database.source(), options(settings)));
  }

  /** Why it does not serve now; empty if it does. */
  Optional<String> outage() {
    return acceptor.outage();
  }

  @Override
  public CompletionStage<Identity> identify() {
    return acceptor.identify();
  }

  @Override
  public CompletionStage<BatchReply> handle(Batch batch) {
    return acceptor.handle(batch);
  }

  @Override
  public CompletionStage<ScanReply> scan(Scan scan) {
    return acceptor.scan(scan);
  }

  @Override
  public CompletionStage<CollectReply> collect(Collect collect) {
    return acceptor.collect(collect);
  }

  @Override
  public CompletionStage<Identity> install(Configuration configuration) {
    return acceptor.install(configuration);
  }

  @Override
  public void close() {
    acceptor.close();
    database.close();
  }

  private static StorageOptions options(StorageSettings settings) {
    return new StorageOptions(settings.allowUnsafeDurability());
  }
}
