package io.paxos.server.transport;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What travels on a WebSocket between nodes, in {@link Parcel}s: how long the rest is, 4 bytes; the
 * number of a question, 8 bytes; in answers a status of HTTP, 2 bytes; and the question, the
 * answer, or why there is none. Messages are read without their length.
 */
public final class Message {
  /** The status of an answer. */
  public static final int ANSWERED = 200;

  static final int LENGTH_BYTES = Integer.BYTES;

  private static final int NUMBER_BYTES = Long.BYTES;
  private static final int HEAD_BYTES = NUMBER_BYTES + Short.BYTES;

  /** What a message is longer than the question in it. */
  public static final int QUESTION_OVERHEAD_BYTES = LENGTH_BYTES + NUMBER_BYTES;

  private static final int NO_STATUS = 0;

  private final long number;
  private final int status;
  private final ByteBuffer content;

  private Message(long number, int status, ByteBuffer content) {
    this.number = number;
    this.status = status;
    this.content = content;
  }

  /** A question, which is in an array. */
  static Message question(long number, ByteBuffer question) {
    return new Message(number, NO_STATUS, question);
  }

  /** An answer, which is in an array, to the question with this number. */
  static Message answer(long number, ByteBuffer answer) {
    return new Message(number, ANSWERED, answer);
  }

  /** Why the question with this number is not answered. */
  static Message refusal(long number, int status, String reason) {
    return new Message(number, status, StandardCharsets.UTF_8.encode(reason));
  }

  /** How many bytes it appends. */
  int bytes() {
    return LENGTH_BYTES + bytesAfterLength();
  }

  private int bytesAfterLength() {
    return (status == NO_STATUS ? NUMBER_BYTES : HEAD_BYTES) + content.remaining();
  }

  void appendTo(Buffer parcel) {
    parcel.appendInt(bytesAfterLength()).appendLong(number);
    if (status != NO_STATUS) {
      parcel.appendShort((short) status);
    }
    WireFormat.append(content, parcel);
  }

  /**
   * The number of a question, in it or in its answer.
   *
   * @throws MalformedMessageException if it is too short for one
   */
  static long number(ByteBuffer message) {
    requireLength(NUMBER_BYTES, message);
    return message.getLong(0);
  }

  /** The question itself. */
  static ByteBuffer question(ByteBuffer message) {
    return after(NUMBER_BYTES, message);
  }

  /**
   * The status of an answer.
   *
   * @throws MalformedMessageException if it is too short for one
   */
  static int status(ByteBuffer answer) {
    requireLength(HEAD_BYTES, answer);
    return answer.getShort(NUMBER_BYTES);
  }

  static ByteBuffer answer(ByteBuffer answer) {
    return after(HEAD_BYTES, answer);
  }

  static String reason(ByteBuffer refusal) {
    return StandardCharsets.UTF_8.decode(after(HEAD_BYTES, refusal)).toString();
  }

  private static ByteBuffer after(int head, ByteBuffer message) {
    return message.slice(head, message.limit() - head);
  }

  private static void requireLength(int bytes, ByteBuffer message) {
    if (message.limit() < bytes) {
      throw new MalformedMessageException(
          "a message of %d bytes is shorter than its head of %d".formatted(message.limit(), bytes));
    }
  }
}
