package io.paxos.storage.jdbc;

import java.util.Optional;

/**
 * Which server keeps the rows, and which history of it: after a failover or a restore the store id
 * is the same, but promises may be lost (rule M7).
 *
 * @param systemIdentifier differs between servers that were initialised apart
 * @param timeline differs after a promotion or a recovery to a point in time
 * @param tableNumber differs after the tables were restored from a dump, to the same server too
 */
record Origin(
    Optional<String> systemIdentifier, Optional<String> timeline, Optional<String> tableNumber) {
  static final Origin UNKNOWN = new Origin(Optional.empty(), Optional.empty(), Optional.empty());

  /** What to do with a memory that may have forgotten something. */
  static final String WAY_OUT =
      "Go back to the one that promised, or give the node an empty database and admit it as new:"
          + " ./paxos members replace <name>";

  /**
   * This origin, completed by what is known now.
   *
   * @throws StorageException if it is not the same server and history any more
   */
  Origin confirmedBy(Origin now) {
    return new Origin(
        confirmed("system_identifier", systemIdentifier, now.systemIdentifier),
        confirmed("timeline", timeline, now.timeline),
        confirmed("number of the table paxos_acceptor", tableNumber, now.tableNumber));
  }

  private static Optional<String> confirmed(
      String what, Optional<String> kept, Optional<String> now) {
    if (kept.isPresent() && now.isPresent() && !kept.equals(now)) {
      throw new StorageException(
          "the %s of the PostgreSQL server was %s and is %s: after a failover or a restore, promises"
                  .formatted(what, kept.get(), now.get())
              + " may be lost (rule M7). "
              + WAY_OUT);
    }
    return kept.or(() -> now);
  }
}
