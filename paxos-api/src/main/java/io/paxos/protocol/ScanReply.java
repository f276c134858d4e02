package io.paxos.protocol;

import java.util.List;

/** The answer to a {@link Scan}. */
public sealed interface ScanReply {
  /**
   * A page of rows.
   *
   * @param rows in the order of their keys; fewer than asked for at the end
   * @param floor the acceptor's floor, read after the rows
   */
  record Page(List<Row> rows, long floor) implements ScanReply {
    public Page {
      rows = List.copyOf(rows);
    }
  }

  /** One row: what is promised and accepted, without the value. */
  record Row(Key key, Ballot promised, Ballot accepted) {}

  /** Nothing was read, for the same reason that a batch would not have been handled. */
  record Refused(BatchReply why) implements ScanReply {}
}
