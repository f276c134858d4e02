package io.paxos.server.transport;

/** An acceptor gave no answer that means anything. */
public final class SilentAcceptorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SilentAcceptorException(String message) {
    super(message);
  }
}
