package io.paxos.storage.jdbc;

/**
 * The database cannot be used, or an acceptor does not answer. When a stage completes with this, it
 * is not known whether what was asked for has happened: that is silence, not a refusal.
 */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StorageException(String message) {
    super(message);
  }

  StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
