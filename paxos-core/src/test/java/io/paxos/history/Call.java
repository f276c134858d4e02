package io.paxos.history;

import io.paxos.protocol.Key;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a client asks for, once; it may have to ask several nodes.
 *
 * @param number unique in the run
 * @param expect the revision that a compare-and-set expects; empty for the others
 * @param written what it writes if it takes effect; empty for a read and a delete, otherwise unique
 *     in the run
 */
public record Call(
    int number, Key key, String client, Kind kind, OptionalLong expect, Optional<String> written) {

  /** What is asked for. */
  public enum Kind {
    READ,
    WRITE,
    COMPARE_AND_SET,
    DELETE
  }

  /** Whether it makes a revision if it takes effect. */
  public boolean writes() {
    return kind != Kind.READ;
  }
}
