package io.paxos.storage.jdbc;

/** What a transaction may do, and beside which others. */
enum Mode {
  /** Reads one committed snapshot; waits for nobody. */
  READ,
  /** Writes rows; nobody changes the standing of the acceptor meanwhile. */
  WRITE,
  /** Changes the standing; nobody writes meanwhile. */
  INSTALL
}
