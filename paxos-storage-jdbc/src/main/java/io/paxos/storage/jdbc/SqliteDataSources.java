package io.paxos.storage.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/** Data sources for SQLite files. Needs the driver, {@code org.xerial:sqlite-jdbc}. */
public final class SqliteDataSources {
  private SqliteDataSources() {}

  /**
   * A data source whose connections, each a new one, are to this file. The file and its directory
   * are created when they are missing. The disk has to be local: SQLite's locks and its log need
   * that. Its statements do not tell generated keys.
   *
   * @throws IllegalArgumentException if the path has a question mark, which would end the file name
   * @throws UncheckedIOException if the directory cannot be created
   */
  public static DataSource file(Path file) {
    Path absolute = file.toAbsolutePath();
    if (absolute.toString().contains("?")) {
      throw new IllegalArgumentException("the path " + absolute + " has a question mark");
    }
    try {
      Files.createDirectories(absolute.getParent());
    } catch (IOException failure) {
      throw new UncheckedIOException("the directory of " + absolute + " is missing", failure);
    }
    SQLiteDataSource dataSource = new SQLiteDataSource();
    dataSource.setUrl("jdbc:sqlite:" + absolute);
    // The driver would ask for one after each insert, in a statement that it compiles every time.
    dataSource.setGetGeneratedKeys(false);
    return dataSource;
  }
}
