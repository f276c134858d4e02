package io.paxos.register;

/**
 * No quorum answered before the deadline, or others were always faster. Nothing was changed and
 * nothing will be: safe to try again.
 */
public final class NotAppliedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotAppliedException(String reason) {
    super(reason);
  }
}
