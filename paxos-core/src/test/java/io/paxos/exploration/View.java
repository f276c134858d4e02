package io.paxos.exploration;

import java.util.Optional;

/** What a column shows: what can happen at it next, and what its acceptor ever accepted. */
final class View {
  private final Delivery[] deliveries;
  private final int[] accepted;
  private final int[] proposed;
  private final boolean replying;

  View(Delivery[] deliveries, int[] accepted, int[] proposed, boolean replying) {
    this.deliveries = deliveries;
    this.accepted = accepted;
    this.proposed = proposed;
    this.replying = replying;
  }

  /**
   * A message arrives.
   *
   * @param client that the reply goes to, {@link Message#NOBODY} at a request
   * @param after the column that follows, before the client has reacted
   * @param accepted the vote that is given by it for the first time, -1 if none
   * @param broken what must not happen, and does
   */
  record Delivery(int message, int client, int after, int accepted, Optional<String> broken) {}

  /** Every message that can arrive; the array is not to be changed. */
  Delivery[] deliveries() {
    return deliveries;
  }

  /** The votes ever given; the array is not to be changed. */
  int[] accepted() {
    return accepted;
  }

  /** Those, and the ones that accepts ask for on their way; the array is not to be changed. */
  int[] proposed() {
    return proposed;
  }

  /** Whether a reply is on its way. */
  boolean isReplying() {
    return replying;
  }
}
