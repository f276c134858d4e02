package io.paxos.storage.jdbc;

import java.time.Duration;

/**
 * How an acceptor uses its database.
 *
 * @param allowUnsafeDurability whether to serve, with a warning, from a PostgreSQL server whose
 *     settings let it lose what it has committed
 * @param patience how long to wait for the database, in one wait, before its silence counts as an
 *     outage; whole milliseconds
 */
public record StorageOptions(boolean allowUnsafeDurability, Duration patience) {
  /** Safe, and ten seconds of patience. */
  public static final StorageOptions DEFAULT = new StorageOptions(false, Duration.ofSeconds(10));

  /**
   * @throws IllegalArgumentException if the patience is shorter than a millisecond or longer than a
   *     day
   */
  public StorageOptions {
    if (patience.compareTo(Duration.ofMillis(1)) < 0
        || patience.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("patience " + patience + " is not 1 ms to 1 day");
    }
  }

  /** The default patience. */
  public StorageOptions(boolean allowUnsafeDurability) {
    this(allowUnsafeDurability, Duration.ofSeconds(10));
  }

  int patienceMillis() {
    return (int) patience.toMillis();
  }
}
