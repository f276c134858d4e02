package io.paxos.bench;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a durable promise for some rows cost, with what is accepted read back, beside the bare
 * statement that only updates the promise?
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PrepareBenchmark {
  /** Which database. */
  @SuppressWarnings("NullAway.Init") // JMH sets it
  @Param({"SQLITE", "POSTGRESQL"})
  public Storage storage;

  /** How many rows go into one transaction. */
  @Param({"1", "8", "64", "256"})
  public int batch;

  private final Rows rows = new Rows();

  @SuppressWarnings("NullAway.Init") // see open
  private Databases databases;

  @SuppressWarnings("NullAway.Init") // see open
  private FilledAcceptor acceptor;

  @SuppressWarnings("NullAway.Init") // see open
  private BareStatements statements;

  /** Fills the acceptor, and connects to its database once more. */
  @Setup
  public void open() throws SQLException {
    databases = Databases.on(storage);
    DataSource database = databases.database();
    acceptor = new FilledAcceptor(database);
    statements = BareStatements.in(storage, database);
  }

  /** Through the acceptor, which decides. */
  @Benchmark
  public Object acceptor() {
    return acceptor.prepare(rows.take(batch), rows.nextBallot());
  }

  /** The update of the promise. */
  @Benchmark
  public void bareStatement() throws SQLException {
    statements.promise(rows.take(batch), rows.nextBallot());
  }

  /** The update of the promise, and what the rows hold, which a promise tells. */
  @Benchmark
  public long bareStatementWithState() throws SQLException {
    return statements.promiseAndRead(rows.take(batch), rows.nextBallot());
  }

  /** Deletes the database. */
  @TearDown
  public void close() throws SQLException {
    statements.close();
    acceptor.close();
    databases.close();
  }
}
