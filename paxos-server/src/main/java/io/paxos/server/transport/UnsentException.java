package io.paxos.server.transport;

/** Another node was not asked at all: nothing was sent. */
public final class UnsentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnsentException(String message) {
    super(message);
  }

  UnsentException(Throwable cause) {
    super(cause);
  }
}
