package io.paxos.exploration;

/** The two questions that a client may have under way: a phase of a round, and a read. */
enum Poll {
  ROUND(0),
  READ(1);

  private final int number;

  Poll(int number) {
    this.number = number;
  }

  /** 0 or 1. */
  int number() {
    return number;
  }

  static Poll of(int number) {
    return number == READ.number ? READ : ROUND;
  }
}
