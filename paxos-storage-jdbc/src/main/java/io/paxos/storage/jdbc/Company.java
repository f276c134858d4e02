package io.paxos.storage.jdbc;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many tasks the next group of a lane may have soon. Each proposer sends what it has when it is
 * answered, so those who shared the last groups are on their way back: without waiting for them the
 * first one to be back has a commit for itself, for which all others wait. Who was alone is never
 * waited for. Confined to its owner's lock.
 */
final class Company {
  /** How long the others are waited for, in times of what the last group took. */
  private static final int PATIENCE = 2;

  /** A group may take seconds; nobody waits that long for others. */
  private static final long MAX_PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final long maxPatienceNanos;
  private final LongSupplier nanoTime;
  private int last = 1;
  private int before = 1;
  private long takenAt;

  /**
   * One that nobody is of yet.
   *
   * @param maxPatienceNanos how long the others are waited for at most
   */
  Company(long maxPatienceNanos, LongSupplier nanoTime) {
    this.maxPatienceNanos = maxPatienceNanos;
    this.nanoTime = nanoTime;
  }

  /** For what ends with a commit. */
  static Company shared() {
    return new Company(MAX_PATIENCE_NANOS, System::nanoTime);
  }

  /** For what costs little: nobody is waited for. */
  static Company none() {
    return new Company(0, System::nanoTime);
  }

  /** How many tasks shared one of the last two groups. */
  int expected() {
    return Math.max(last, before);
  }

  /** How long to wait until so many are there, from the end of the last group on, which is now. */
  long patienceNanos() {
    long took = nanoTime.getAsLong() - takenAt;
    return expected() == 1 ? 0 : Math.min(maxPatienceNanos, PATIENCE * took);
  }

  /** A group begins, with so many tasks. */
  void onTaken(int tasks) {
    before = last;
    last = tasks;
    takenAt = nanoTime.getAsLong();
  }
}
