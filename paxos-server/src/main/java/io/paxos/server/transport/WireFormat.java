package io.paxos.server.transport;

/** What every message has in common. */
public final class WireFormat {
  /** The media type of questions and answers. */
  public static final String MEDIA_TYPE = "application/vnd.paxos.acceptor";

  /** The longest question, in bytes: a full batch, and the one long value that overfills it. */
  public static final int MAX_QUESTION_BYTES = 32 << 20;

  /** The longest answer that is read, in bytes. */
  public static final int MAX_ANSWER_BYTES = 128 << 20;

  /** The first byte of every message. */
  static final int VERSION = 2;

  /** What a request or a state takes without its value, usually. */
  static final int USUAL_BYTES = 256;

  private WireFormat() {}
}
