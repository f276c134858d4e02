package io.paxos.protocol;

/**
 * What a proposer asks of an acceptor about one register.
 *
 * @param <R> the replies that can come back
 */
public sealed interface Request<R extends Reply> permits Prepare, Accept, Read {
  Key key();

  /** The length of the value that it carries; 0 if it carries none. */
  default int valueBytes() {
    return 0;
  }
}
