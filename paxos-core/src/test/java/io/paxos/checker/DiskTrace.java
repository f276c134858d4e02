package io.paxos.checker;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.protocol.Ballot;

/** What one store keeps of one register, as far as was told. */
final class DiskTrace {
  private static final AcceptorRow ABSENT = AcceptorRow.absent(0);

  private AcceptorRow row = ABSENT;
  private AcceptorRow before = ABSENT;
  private boolean forgotten;
  private Ballot granted = Ballot.ZERO;

  void write(AcceptorRow now) {
    before = row;
    row = now;
  }

  /** The row is gone; its floor stands in for it. */
  void forget(long floor) {
    forgotten = true;
    write(AcceptorRow.absent(floor));
  }

  /** Whether a row was ever forgotten. */
  boolean wasForgotten() {
    return forgotten;
  }

  AcceptorRow row() {
    return row;
  }

  /** The row before the last one. */
  AcceptorRow before() {
    return before;
  }

  /** The greatest ballot that the store has told anybody that it promised. */
  Ballot granted() {
    return granted;
  }

  void grant(Ballot ballot) {
    granted = Ballot.max(granted, ballot);
  }
}
