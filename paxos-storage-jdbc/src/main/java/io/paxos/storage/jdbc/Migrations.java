package io.paxos.storage.jdbc;

import java.io.Reader;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * Brings the tables up to date with Flyway, whose history is in {@code paxos_schema_history}.
 *
 * <p>The migrations are listed, not found: nothing scans the class path, which a native executable
 * does not have.
 */
final class Migrations {
  private Migrations() {}

  static void migrate(DataSource dataSource, Dialect dialect) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(dataSource)
        .table("paxos_schema_history")
        .resourceProvider(new Listed(dialect.migrations().stream().map(Migration::new).toList()))
        .javaMigrationClassProvider(List::of)
        // The tables may live beside those of an application.
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }

  private record Listed(List<Migration> migrations) implements ResourceProvider {
    @Override
    public @Nullable LoadableResource getResource(String name) {
      return migrations.stream()
          .filter(migration -> migration.getRelativePath().equals(name))
          .findFirst()
          .orElse(null);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
      return migrations.stream()
          .filter(migration -> migration.getFilename().startsWith(prefix))
          .filter(migration -> Arrays.stream(suffixes).anyMatch(migration.getFilename()::endsWith))
          .map(LoadableResource.class::cast)
          .toList();
    }
  }

  private static final class Migration extends LoadableResource {
    private final String path;

    Migration(String path) {
      this.path = path;
    }

    @Override
    public Reader read() {
      return new StringReader(Sql.read(path));
    }

    @Override
    public String getAbsolutePath() {
      return path;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return path;
    }

    @Override
    public String getFilename() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public String getRelativePath() {
      return path;
    }
  }
}
