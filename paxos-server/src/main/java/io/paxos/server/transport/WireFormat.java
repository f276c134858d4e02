package io.paxos.server.transport;

import io.vertx.core.buffer.Buffer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

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

  /** A number of 4 bytes in an array. */
  static final VarHandle INT32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  /** A number of 8 bytes in an array. */
  static final VarHandle INT64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

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
