package io.paxos.register;

/** The change took effect once, or will, or never; it is not known which. */
public final class UnknownOutcomeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownOutcomeException(String reason) {
    super(reason);
  }
}
