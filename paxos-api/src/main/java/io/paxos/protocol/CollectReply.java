package io.paxos.protocol;

/** The answer to a {@link Collect}. */
public sealed interface CollectReply {
  /**
   * The rows that were still the same are forgotten, and the floor is raised, durably.
   *
   * @param floor the acceptor's floor from now on
   * @param forgotten how many rows are gone
   */
  record Collected(long floor, int forgotten) implements CollectReply {}

  /** Nothing was done, for the same reason that a batch would not have been handled. */
  record Refused(BatchReply why) implements CollectReply {}
}
