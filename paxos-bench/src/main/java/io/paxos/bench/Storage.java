package io.paxos.bench;

/** Where the acceptors of a benchmark keep what they promise and accept. */
public enum Storage {
  /** On the heap, each with a thread of its own: what is left is the protocol and its threads. */
  MEMORY,
  /** A file for each acceptor, with the settings that survive a loss of power. */
  SQLITE,
  /**
   * A database for each acceptor, all on one server that the benchmark starts: three servers would
   * compete for the same disk with more processes, and their acceptors could not share a flush of
   * the log, as these can.
   */
  POSTGRESQL
}
