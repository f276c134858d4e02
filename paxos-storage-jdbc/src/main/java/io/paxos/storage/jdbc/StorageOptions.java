package io.paxos.storage.jdbc;

import java.time.Duration;

/**
 * How an acceptor uses its database.
 *
 * @param allowUnsafeDurability whether to serve, with a warning, from a PostgreSQL server whose
 *     settings let it lose what it has committed
 * @param patience how long to wait for the database, in one wait, before its silence counts as an
 *     outage; whole milliseconds
 * @param rowMemoryBytes how many bytes of rows that were read to keep in memory, roughly; 0 to ask
 *     the database every time. Of a SQLite file only, which is locked then: no other acceptor
 *     object may use it, in this process or another
 */
public record StorageOptions(
    boolean allowUnsafeDurability, Duration patience, long rowMemoryBytes) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Safe, ten seconds of patience, and a database that others may use too. */
  public static final StorageOptions DEFAULT = new StorageOptions(false, PATIENCE, 0);

  /**
   * @throws IllegalArgumentException if the patience is shorter than a millisecond or longer than a
   *     day, or less than nothing is to be kept in memory
   */
  public StorageOptions {
    if (patience.compareTo(Duration.ofMillis(1)) < 0
        || patience.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("patience " + patience + " is not 1 ms to 1 day");
    }
    if (rowMemoryBytes < 0) {
      throw new IllegalArgumentException(
          "a row memory of " + rowMemoryBytes + " bytes is negative");
    }
  }

  /** The default patience, and nothing in memory. */
  public StorageOptions(boolean allowUnsafeDurability) {
    this(allowUnsafeDurability, PATIENCE, 0);
  }

  /** With so many bytes of rows in memory. */
  public StorageOptions withRowMemory(long bytes) {
    return new StorageOptions(allowUnsafeDurability, patience, bytes);
  }

  int patienceMillis() {
    return (int) patience.toMillis();
  }
}
