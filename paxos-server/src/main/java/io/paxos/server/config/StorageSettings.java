package io.paxos.server.config;

import java.util.Locale;
import java.util.Optional;

/**
 * The database of this node's own acceptor, and how databases are logged in to.
 *
 * @param url its JDBC URL; may contain credentials, so it is not for logs
 * @param credentials for databases whose URL has none
 * @param allowUnsafeDurability whether a database that may lose what it acknowledged is accepted
 * @param rowMemoryBytes how many bytes of rows this node's own acceptor keeps in memory; of a
 *     SQLite file only, which nobody else can use then
 */
public record StorageSettings(
    String url, Credentials credentials, boolean allowUnsafeDurability, int rowMemoryBytes) {
  private static final String ROW_MEMORY = "paxos.storage.row-memory-bytes";
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final String KIND = "paxos.storage.kind";
  private static final String URL = "paxos.storage.url";
  private static final String PATH = "paxos.storage.path";

  /** A user and a password, as far as they are set. */
  public record Credentials(Optional<String> user, Optional<Secret> password) {}

  static StorageSettings from(SettingSource source, String nodeId) {
    String kind = source.text(KIND, "sqlite");
    String url =
        switch (kind.toLowerCase(Locale.ROOT)) {
          case "sqlite" -> sqliteUrl(source, nodeId);
          case "postgresql" -> postgresqlUrl(source);
          default ->
              throw SettingException.wrong(KIND, kind, "must be \"sqlite\" or \"postgresql\"");
        };
    Credentials credentials =
        new Credentials(source.text("paxos.storage.user"), source.secret("paxos.storage.password"));
    return new StorageSettings(
        url,
        credentials,
        source.flag("paxos.storage.allow-unsafe-durability"),
        url.startsWith(POSTGRESQL)
            ? noRowMemory(source)
            : source.number(ROW_MEMORY, 32 << 20, 0, 1 << 30));
  }

  /** What the database is, without its credentials. */
  public String describe() {
    int parameters = url.indexOf('?');
    return parameters < 0 ? url : url.substring(0, parameters);
  }

  private static String sqliteUrl(SettingSource source, String nodeId) {
    source
        .text(URL)
        .ifPresent(
            url -> {
              throw new SettingException(
                  URL + " is set but " + KIND + " is sqlite: set " + PATH + " instead");
            });
    String path = source.text(PATH, "data/" + nodeId + ".db");
    // The driver reads parameters after '?', and "jdbc:sqlite:" or ":memory:" alone forget all.
    if (path.startsWith(":") || path.contains("?") || path.startsWith("file:")) {
      throw SettingException.wrong(PATH, path, "must be a file without ? in its name");
    }
    return "jdbc:sqlite:" + path;
  }

  private static int noRowMemory(SettingSource source) {
    source
        .text(ROW_MEMORY)
        .ifPresent(
            bytes -> {
              throw new SettingException(
                  ROW_MEMORY
                      + " is set but "
                      + KIND
                      + " is postgresql: others may write there too");
            });
    return 0;
  }

  private static String postgresqlUrl(SettingSource source) {
    source
        .text(PATH)
        .ifPresent(
            path -> {
              throw new SettingException(
                  PATH + " is set but " + KIND + " is postgresql: set " + URL + " instead");
            });
    String rule = "a postgresql storage needs jdbc:postgresql://host:port/database";
    String url = source.requiredText(URL, rule);
    if (!url.startsWith(POSTGRESQL)) {
      throw SettingException.wrong(URL, url, rule);
    }
    return url;
  }
}
