package io.paxos.protocol;

import java.util.List;
import java.util.OptionalLong;

/** The answer to a {@link Scan}. */
public sealed interface ScanReply {
  /**
   * A page of rows.
   *
   * @param rows in the order of their keys; fewer than asked for at the end
   * @param floor the acceptor's floor, read after the rows
   * @param total how many rows the acceptor has, told with the first page of all rows
   */
  record Page(List<Row> rows, long floor, OptionalLong total) implements ScanReply {
    public Page {
      rows = List.copyOf(rows);
    }
  }

  /**
   * One row, without the value.
   *
   * @param accepted {@link Ballot#ZERO} for a bare row
   */
  record Row(Key key, Ballot promised, Ballot accepted, Content content) {
    /**
     * @throws IllegalArgumentException if a bare row has accepted something, or another nothing
     */
    public Row {
      if (accepted.isZero() != (content == Content.NOTHING)) {
        throw new IllegalArgumentException(key + " holds " + content + " accepted at " + accepted);
      }
    }
  }

  /** What a row holds. */
  enum Content {
    /** A promise, and nothing accepted. */
    NOTHING,
    /** A value. */
    VALUE,
    /** A tombstone. */
    TOMBSTONE,
    /** A tombstone that remembers the ids of operations, which collecting it would forget. */
    REMEMBERING_TOMBSTONE;

    /** What a row holds in which this is accepted. */
    public static Content of(RegisterState accepted) {
      if (accepted.value().isPresent()) {
        return VALUE;
      }
      return accepted.history().operations().equals(Operations.NONE)
          ? TOMBSTONE
          : REMEMBERING_TOMBSTONE;
    }

    /** What a row holds of which this is told. */
    public static Content of(Report report) {
      return report instanceof Report.Holding holding ? of(holding.state()) : NOTHING;
    }

    /** Whether it is a tombstone of either kind. */
    public boolean isTombstone() {
      return this == TOMBSTONE || this == REMEMBERING_TOMBSTONE;
    }
  }

  /** Nothing was read, for the same reason that a batch would not have been handled. */
  record Refused(BatchReply why) implements ScanReply {}
}
