package io.paxos.server.cluster;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.paxos.server.config.StorageSettings.Credentials;
import io.paxos.storage.jdbc.SqliteDataSources;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** Connections to the database at a JDBC URL: to servers from a pool. Thread-safe. */
final class Database implements AutoCloseable {
  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final int CONNECTIONS = 6;
  private static final Duration ACQUISITION = Duration.ofSeconds(5);

  private final DataSource source;
  private final Runnable close;

  private Database(DataSource source, Runnable close) {
    this.source = source;
    this.close = close;
  }

  /**
   * A database that is connected to when it is first asked to. Of a file, the acceptor opens its
   * two connections and keeps them, and what a pool would put around each statement costs time.
   *
   * @throws IllegalArgumentException if the URL is not of a kind that is known here
   */
  static Database at(String url, Credentials credentials) {
    if (url.startsWith(SQLITE)) {
      return new Database(
          SqliteDataSources.file(Path.of(url.substring(SQLITE.length()))), () -> {});
    }
    if (!url.startsWith(POSTGRESQL)) {
      throw new IllegalArgumentException("databases are " + SQLITE + " or " + POSTGRESQL);
    }
    AgroalDataSource pool = pool(url, credentials);
    return new Database(pool, pool::close);
  }

  private static AgroalDataSource pool(String url, Credentials credentials) {
    AgroalDataSourceConfigurationSupplier configuration =
        new AgroalDataSourceConfigurationSupplier();
    configuration.connectionPoolConfiguration(
        pool ->
            pool.maxSize(CONNECTIONS)
                .acquisitionTimeout(ACQUISITION)
                .connectionFactoryConfiguration(
                    factory -> {
                      factory.jdbcUrl(url).connectionProviderClass(org.postgresql.Driver.class);
                      credentials
                          .user()
                          .ifPresent(user -> factory.principal(new NamePrincipal(user)));
                      credentials
                          .password()
                          .ifPresent(
                              password ->
                                  factory.credential(new SimplePassword(password.reveal())));
                      // A server that went away without a word must not hold us for ever.
                      return factory
                          .jdbcProperty("connectTimeout", "3")
                          .jdbcProperty("socketTimeout", "15")
                          .jdbcProperty("ApplicationName", "paxos");
                    }));
    try {
      return AgroalDataSource.from(configuration);
    } catch (SQLException failed) {
      throw new IllegalStateException("a pool of connections cannot be made", failed);
    }
  }

  DataSource source() {
    return source;
  }

  @Override
  public void close() {
    close.run();
  }
}
