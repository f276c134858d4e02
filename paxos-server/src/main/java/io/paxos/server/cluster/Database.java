package io.paxos.server.cluster;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.paxos.server.config.StorageSettings.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** A pool of connections to the database at a JDBC URL. Thread-safe. */
final class Database implements AutoCloseable {
  private static final String SQLITE = "jdbc:sqlite:";
  private static final int CONNECTIONS = 6;
  private static final Duration ACQUISITION = Duration.ofSeconds(5);

  private final AgroalDataSource pool;

  private Database(AgroalDataSource pool) {
    this.pool = pool;
  }

  /**
   * A pool that connects when it is first asked to.
   *
   * @throws IllegalArgumentException if the URL is not of a kind that is known here
   */
  static Database at(String url, Credentials credentials) {
    AgroalDataSourceConfigurationSupplier configuration =
        new AgroalDataSourceConfigurationSupplier();
    configuration.connectionPoolConfiguration(
        pool ->
            pool.maxSize(CONNECTIONS)
                .acquisitionTimeout(ACQUISITION)
                .connectionFactoryConfiguration(
                    factory -> {
                      factory.jdbcUrl(url).connectionProviderClass(driver(url));
                      credentials
                          .user()
                          .ifPresent(user -> factory.principal(new NamePrincipal(user)));
                      credentials
                          .password()
                          .ifPresent(
                              password ->
                                  factory.credential(new SimplePassword(password.reveal())));
                      if (!url.startsWith(SQLITE)) {
                        // A server that went away without a word must not hold us for ever.
                        factory.jdbcProperty("connectTimeout", "3");
                        factory.jdbcProperty("socketTimeout", "15");
                        factory.jdbcProperty("ApplicationName", "paxos");
                      }
                      return factory;
                    }));
    try {
      return new Database(AgroalDataSource.from(configuration));
    } catch (SQLException failed) {
      throw new IllegalStateException("a pool of connections cannot be made", failed);
    }
  }

  /** Makes the folder that an SQLite file is to be created in. */
  static void makeFolder(String url) throws IOException {
    Path folder =
        url.startsWith(SQLITE) ? Path.of(url.substring(SQLITE.length())).getParent() : null;
    if (folder != null) {
      Files.createDirectories(folder);
    }
  }

  DataSource source() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
  }

  private static Class<? extends Driver> driver(String url) {
    if (url.startsWith(SQLITE)) {
      return org.sqlite.JDBC.class;
    }
    if (url.startsWith("jdbc:postgresql:")) {
      return org.postgresql.Driver.class;
    }
    throw new IllegalArgumentException("databases are jdbc:sqlite: or jdbc:postgresql:");
  }
}
