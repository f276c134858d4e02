package io.paxos.server.transport;

/** Who of another node is asked. */
public enum Addressee {
  /** Its acceptor. */
  ACCEPTOR(1),

  /** The node as the home of a register. */
  HOME(2);

  private final short tag;

  Addressee(int tag) {
    this.tag = (short) tag;
  }

  /** The number that stands for it. */
  short tag() {
    return tag;
  }

  /**
   * The one that this number stands for.
   *
   * @throws MalformedMessageException if there is none
   */
  static Addressee of(short tag) {
    for (Addressee addressee : values()) {
      if (addressee.tag == tag) {
        return addressee;
      }
    }
    throw new MalformedMessageException("nobody has the number " + tag + " to be asked");
  }
}
