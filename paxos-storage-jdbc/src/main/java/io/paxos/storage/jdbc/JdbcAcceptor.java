package io.paxos.storage.jdbc;

import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.spi.Acceptor;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;

/**
 * An acceptor whose memory is a database, PostgreSQL or SQLite.
 *
 * <p>Thread-safe. It keeps two connections of its own, each with a thread of its own: one for what
 * writes, which shares transactions, and one for what only reads, which waits for no fsync. Stages
 * complete on these threads: do not block in what depends on them.
 *
 * <p>A stage that completes exceptionally is silence. After an error nothing is answered until the
 * database was opened anew and read back, which goes on by itself; {@link #outage} tells.
 *
 * <p>Several acceptor objects, in one process or in many, may share a database: together they are
 * one acceptor. Unless they keep rows in memory ({@link StorageOptions#rowMemoryBytes}): then there
 * is one, and reads may be answered on the caller's thread.
 */
public final class JdbcAcceptor implements Acceptor {
  private final StorageOptions options;
  private final RowMemory memory;
  private final Lane writing;
  private final Lane reading;

  private JdbcAcceptor(DataSource dataSource, StorageOptions options) {
    this.options = options;
    memory = new RowMemory(options.rowMemoryBytes());
    Opening opening = new Opening(dataSource, options, memory);
    writing = new Lane("writing", opening::forWriting, Company.shared(), this::writingStopped);
    reading = new Lane("reading", () -> openForReading(opening), Company.none(), () -> {});
  }

  /**
   * Opens the acceptor whose memory this database is. An empty one is given its tables and a store
   * id, drawn at random.
   *
   * @param dataSource at least two connections, to one primary; the connections are used outside of
   *     any transaction of the caller
   * @throws StorageException if the database cannot be reached, is of an unknown kind, could lose
   *     what it has committed, or is another than the one that promised
   */
  public static JdbcAcceptor open(DataSource dataSource, StorageOptions options) {
    JdbcAcceptor acceptor = connect(dataSource, options);
    try {
      acceptor.writing.firstOpening().join();
      acceptor.reading.firstOpening().join();
      return acceptor;
    } catch (CompletionException failed) {
      acceptor.close();
      if (failed.getCause() instanceof StorageException refusal) {
        throw refusal;
      }
      throw new StorageException("the database cannot be opened", failed);
    }
  }

  /**
   * The same acceptor, whether or not its database can be opened now: until it can, the acceptor is
   * silent, tells why in {@link #outage}, and tries again.
   */
  public static JdbcAcceptor connect(DataSource dataSource, StorageOptions options) {
    JdbcAcceptor acceptor = new JdbcAcceptor(dataSource, options);
    acceptor.writing.start();
    acceptor.reading.start();
    return acceptor;
  }

  /** Why the acceptor answers nothing now; empty when it serves. */
  public Optional<String> outage() {
    return writing.line().shutBecause().or(reading.line()::shutBecause);
  }

  @Override
  public CompletionStage<Identity> identify() {
    return reading.submit(new Task.Identify());
  }

  @Override
  public CompletionStage<BatchReply> handle(Batch batch) {
    Task<BatchReply> task = new Task.Decide(batch);
    if (task.mode() == Mode.WRITE) {
      return writing.submit(task);
    }
    return memory
        .answer(batch)
        .map(CompletableFuture::completedFuture)
        .orElseGet(() -> reading.submit(task));
  }

  @Override
  public CompletionStage<ScanReply> scan(Scan scan) {
    return reading.submit(new Task.Page(scan));
  }

  @Override
  public CompletionStage<CollectReply> collect(Collect collect) {
    return writing.submit(new Task.Forget(collect));
  }

  @Override
  public CompletionStage<Identity> install(Configuration configuration) {
    return writing.submit(new Task.Install(configuration));
  }

  /** What a failed commit has left behind must not be read before it is known to be durable. */
  private void writingStopped() {
    reading.line().shut("the database is being opened anew");
  }

  private Session openForReading(Opening opening) throws SQLException, InterruptedException {
    writing.line().awaitOpen();
    return opening.forReading();
  }

  /**
   * Lets the transactions under way end, with no answer, and gives the connections back. Waits for
   * that, at most for twice the patience.
   */
  @Override
  public void close() {
    writing.close();
    reading.close();
    writing.awaitEnd(options.patience());
    reading.awaitEnd(options.patience());
  }
}
