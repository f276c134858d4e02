package io.paxos.storage.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * That one acceptor object alone uses a database file: a lock on a file beside it, until it is
 * closed or the process ends. The file has nothing in it and stays where it is.
 */
final class Ownership implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Ownership.class.getName());

  /**
   * In this process the files that are locked: to open one again and close it would let go of the
   * lock, which is that of the process.
   */
  private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel file;

  private Ownership(Path path, FileChannel file) {
    this.path = path;
    this.file = file;
  }

  /**
   * Takes the lock.
   *
   * @param database a file that exists
   * @throws StorageException if somebody else has it
   */
  static Ownership of(Path database) {
    Path path = beside(database);
    if (!TAKEN.add(path)) {
      throw usedByAnother(path);
    }
    try {
      return new Ownership(path, locked(path));
    } catch (RuntimeException refused) {
      TAKEN.remove(path);
      throw refused;
    }
  }

  /** By whatever name the database is called, the same one. */
  private static Path beside(Path database) {
    try {
      Path file = database.toRealPath();
      return file.resolveSibling(file.getFileName() + "-owner");
    } catch (IOException failure) {
      throw new UncheckedIOException("the database " + database + " cannot be used", failure);
    }
  }

  private static FileChannel locked(Path path) {
    try {
      FileChannel file =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (file.tryLock() != null) {
        return file;
      }
      file.close();
    } catch (IOException failure) {
      throw new UncheckedIOException("the lock " + path + " cannot be used", failure);
    }
    throw usedByAnother(path);
  }

  private static StorageException usedByAnother(Path path) {
    return new StorageException(
        "somebody else has the lock "
            + path
            + ": with rows in memory, an acceptor is the only one to use its database");
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException failure) {
      LOG.log(System.Logger.Level.WARNING, "the lock {0} was not closed: {1}", path, failure);
    } finally {
      TAKEN.remove(path);
    }
  }
}
