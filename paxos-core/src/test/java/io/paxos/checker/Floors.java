package io.paxos.checker;

/** How high the floors of all stores are. */
final class Floors {
  private long greatest;

  /**
   * All stores begin with this one.
   *
   * @param first 0, most often
   */
  Floors(long first) {
    this.greatest = first;
  }

  /** Some store has this one now. */
  void raise(long floor) {
    greatest = Math.max(greatest, floor);
  }

  /** No store has, or had, a greater one. */
  long greatest() {
    return greatest;
  }
}
