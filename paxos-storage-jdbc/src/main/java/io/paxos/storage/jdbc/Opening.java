package io.paxos.storage.jdbc;

import io.paxos.protocol.StoreId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jdbi.v3.core.statement.Update;

/**
 * How an acceptor's connections are opened: durable, and to the memory that was opened first.
 * Thread-safe.
 */
final class Opening {
  private static final String INITIALISE = Sql.load("initialise.sql");
  private static final String ORIGIN = Sql.load("origin.sql");
  private static final String REMEMBER_ORIGIN = Sql.load("remember_origin.sql");

  private final DataSource dataSource;
  private final StorageOptions options;
  private final RowMemory memory;
  private volatile Optional<StoreId> store = Optional.empty();

  /**
   * How to open these.
   *
   * @param memory opened with the connection for writing, if the database is ours alone
   */
  Opening(DataSource dataSource, StorageOptions options, RowMemory memory) {
    this.dataSource = dataSource;
    this.options = options;
    this.memory = memory;
  }

  /** Migrates and initialises the database, the first time; settles and verifies it, every time. */
  Session forWriting() throws SQLException {
    boolean first = store.isEmpty();
    if (first) {
      migrate();
    }
    return connect(
        session -> {
          if (options.rowMemoryBytes() > 0) {
            file(session).ifPresent(file -> session.bring(Ownership.of(file)));
          }
          session.dialect().settle(session.handle());
          if (first) {
            initialise(session);
          }
          verify(session, Mode.INSTALL);
          if (session.isOwner()) {
            memory.open();
          }
        });
  }

  private static Optional<Path> file(Session session) {
    return session.dialect().file(session.handle());
  }

  /** Only after a connection for writing was opened. */
  Session forReading() throws SQLException {
    return connect(session -> verify(session, Mode.READ));
  }

  private void migrate() throws SQLException {
    Dialect dialect;
    try (Session probe = connect(session -> {})) {
      dialect = probe.dialect();
    }
    Migrations.migrate(dataSource, dialect);
  }

  /** A durable connection on which this step succeeded; if it fails, the connection goes back. */
  private Session connect(Consumer<Session> step) throws SQLException {
    Session session = session(dataSource.getConnection());
    try {
      session.dialect().makeDurable(session.handle(), options);
      step.accept(session);
      return session;
    } catch (SQLException | RuntimeException | Error failure) {
      session.close();
      throw failure;
    }
  }

  private Session session(Connection connection) throws SQLException {
    try {
      connection.setAutoCommit(true);
      Dialect dialect = Dialect.of(connection);
      ConnectionFactory factory = () -> connection;
      Jdbi jdbi = Jdbi.create(factory);
      jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
      dialect.configure(jdbi);
      return new Session(jdbi.open(), dialect, memory);
    } catch (SQLException | RuntimeException | Error failure) {
      connection.close();
      throw failure;
    }
  }

  private static void initialise(Session session) {
    if (session.beginAnyhow(Mode.INSTALL).isEmpty()) {
      Update update = session.handle().createUpdate(INITIALISE);
      update.bind("store", StoreId.random().toString()).execute();
    }
    session.commit();
  }

  /** Reads back whose memory this is, and checks that it is still the one that promised. */
  private void verify(Session session, Mode mode) {
    Transaction transaction = session.begin(mode);
    StoreId found = transaction.identity().store();
    if (store.isPresent() && !store.get().equals(found)) {
      throw new StorageException(
          "the database was that of store %s and is now that of store %s. %s"
              .formatted(store.get(), found, Origin.WAY_OUT));
    }
    if (mode == Mode.INSTALL) {
      file(session)
          .map(file -> file.resolveSibling(file.getFileName() + "-witness"))
          .ifPresent(file -> session.bring(Witness.heard(file, found, session.handle())));
    }
    Origin kept = keptOrigin(session);
    Origin confirmed = kept.confirmedBy(session.dialect().origin(session.handle()));
    if (mode == Mode.INSTALL && !confirmed.equals(kept)) {
      keepOrigin(session, confirmed);
    }
    transaction.commit();
    store = Optional.of(found);
  }

  private static Origin keptOrigin(Session session) {
    return session.handle().createQuery(ORIGIN).map((row, ctx) -> origin(row)).one();
  }

  private static Origin origin(ResultSet row) throws SQLException {
    return new Origin(
        Optional.ofNullable(row.getString("system_identifier")),
        Optional.ofNullable(row.getString("timeline")),
        Optional.ofNullable(row.getString("table_number")));
  }

  private static void keepOrigin(Session session, Origin origin) {
    session
        .handle()
        .createUpdate(REMEMBER_ORIGIN)
        .bind("system_identifier", origin.systemIdentifier().orElse(null))
        .bind("timeline", origin.timeline().orElse(null))
        .bind("table_number", origin.tableNumber().orElse(null))
        .execute();
  }
}
