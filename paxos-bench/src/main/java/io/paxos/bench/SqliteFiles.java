package io.paxos.bench;

import io.paxos.storage.jdbc.SqliteDataSources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** SQLite files in a folder that is deleted at the end. */
final class SqliteFiles implements Databases {
  private final Path folder;
  private int files;

  SqliteFiles() {
    try {
      folder = Files.createTempDirectory("paxos-bench");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public DataSource database() {
    files++;
    return SqliteDataSources.file(folder.resolve(files + ".db"));
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
