package io.paxos.storage.jdbc;

/**
 * Whose the rows of a database are, as it says itself: everybody's, or those of the one acceptor
 * object that has laid an exclusive claim to them, until somebody else lays another.
 *
 * @param number grows with every claim, so that none comes back
 */
record Claim(long number, boolean isExclusive) {
  /** Nobody has ever laid one. */
  static final Claim NONE = new Claim(0, false);

  /** The next one, for him alone who lays it. */
  Claim exclusive() {
    return new Claim(number + 1, true);
  }

  /** The next one, for everybody. */
  Claim shared() {
    return new Claim(number + 1, false);
  }
}
