package io.paxos.exploration;

/** What can happen to a client, as one int: a kind, an acceptor that it is about, an argument. */
final class Event {
  /** A reply arrives; the argument is the number of the message. */
  static final int HEAR = 0;

  /** One acceptor is given up in a round, and the others are still awaited. */
  static final int SILENCE = 1;

  /** The next command is asked for; the argument is the greatest revision that anybody knows. */
  static final int CALL = 2;

  /** The pause after a lost phase ends. */
  static final int RESUME = 3;

  /** The pause between two tries of a read ends. */
  static final int READ_AGAIN = 4;

  /** The caller's time is up; the argument is the place of the command. */
  static final int EXPIRE = 5;

  /** The process dies, and another one starts. */
  static final int CRASH = 6;

  /** All acceptors that have not answered are given up; the argument is the poll. */
  static final int TIMEOUT = 7;

  /** A configuration is learnt; the argument is its number. */
  static final int LEARN = 8;

  /** The register of the configuration moves; the argument is the number of the next one. */
  static final int MOVE = 9;

  /** The era before is fenced off. */
  static final int FENCE = 10;

  /** An acceptor lists what it holds; the argument is the number of the page. */
  static final int LIST = 11;

  /** An acceptor tells what is to be copied; the argument is the number of the report. */
  static final int FETCH = 12;

  /** Enough have what was sent to them: copies, or a floor. */
  static final int SPREAD = 13;

  private static final int ARGUMENT_BITS = 24;
  private static final int ACCEPTOR_BITS = 4;

  private Event() {}

  static int of(int kind, int acceptor, int argument) {
    return (kind << ACCEPTOR_BITS | acceptor) << ARGUMENT_BITS | argument;
  }

  static int kind(int event) {
    return event >>> (ARGUMENT_BITS + ACCEPTOR_BITS);
  }

  static int acceptor(int event) {
    return event >>> ARGUMENT_BITS & ((1 << ACCEPTOR_BITS) - 1);
  }

  static int argument(int event) {
    return event & ((1 << ARGUMENT_BITS) - 1);
  }
}
