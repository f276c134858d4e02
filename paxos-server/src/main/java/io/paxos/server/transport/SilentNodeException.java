package io.paxos.server.transport;

/** Another node gave no answer that means anything. It may have done what it was asked to do. */
public final class SilentNodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SilentNodeException(String message) {
    super(message);
  }
}
