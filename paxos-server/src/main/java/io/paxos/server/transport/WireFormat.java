package io.paxos.server.transport;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;

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

  /**
   * Appends what remains in this buffer, which stays as it is.
   *
   * @param bytes in an array
   */
  public static void append(ByteBuffer bytes, Buffer to) {
    to.appendBytes(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
  }
}
