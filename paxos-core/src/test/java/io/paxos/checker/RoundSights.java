package io.paxos.checker;

/** What is remembered of a round only to tell what was sighted. Sets of stores are bits. */
final class RoundSights {
  private static final long NOT_YET = -1;

  private long begun = NOT_YET;
  private long promisedBy;
  private long acceptGrantedBy;
  private long promiseHeardFrom;
  private long acceptHeardFrom;
  private boolean superseded;
  private boolean kept;
  private boolean settled;

  boolean isBegun() {
    return begun != NOT_YET;
  }

  /** The first request leaves, and this many left before. */
  void begin(long sends) {
    begun = sends;
  }

  /** How many requests of all had left when it began. */
  long begun() {
    return begun;
  }

  void promiseBy(long store) {
    promisedBy |= store;
  }

  void grantAcceptBy(long store) {
    acceptGrantedBy |= store;
  }

  void hearPromiseFrom(long store) {
    promiseHeardFrom |= store;
  }

  void hearAcceptFrom(long store) {
    acceptHeardFrom |= store;
  }

  /** Its proposer has begun a later round. */
  void supersede() {
    superseded = true;
  }

  /** It was accepted in a commit that was reported as failed. */
  void keep() {
    kept = true;
  }

  /** Whether it is chosen or lost is known. */
  void settle() {
    settled = true;
  }

  long promisedBy() {
    return promisedBy;
  }

  long acceptGrantedBy() {
    return acceptGrantedBy;
  }

  long promiseHeardFrom() {
    return promiseHeardFrom;
  }

  long acceptHeardFrom() {
    return acceptHeardFrom;
  }

  boolean isSuperseded() {
    return superseded;
  }

  boolean isKept() {
    return kept;
  }

  boolean isSettled() {
    return settled;
  }
}
