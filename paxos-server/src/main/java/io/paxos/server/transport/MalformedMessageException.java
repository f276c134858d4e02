package io.paxos.server.transport;

import org.jspecify.annotations.Nullable;

/** Bytes that are not a message of this version. */
public final class MalformedMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedMessageException(String message) {
    super(message);
  }

  MalformedMessageException(@Nullable String message, Throwable cause) {
    super(message, cause);
  }
}
