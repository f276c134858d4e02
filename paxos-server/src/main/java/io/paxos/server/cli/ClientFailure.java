package io.paxos.server.cli;

/** Why a command could not do what it was asked; the message is for people. */
final class ClientFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  ClientFailure(String message) {
    this(0, message);
  }

  /** A node has answered with this status. */
  ClientFailure(int status, String message) {
    super(message);
    this.status = status;
  }

  /** Whether the same request may succeed soon: nobody was reached, or no quorum. */
  boolean mayPass() {
    return status == 0 || status >= 500;
  }
}
