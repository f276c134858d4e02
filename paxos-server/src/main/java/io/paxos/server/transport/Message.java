package io.paxos.server.transport;

import io.vertx.core.buffer.Buffer;
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

  private Message() {}

  /** A question. */
  static Buffer question(long number, byte[] question) {
    return begin(NUMBER_BYTES + question.length).appendLong(number).appendBytes(question);
  }

  /** An answer to the question with this number. */
  static Buffer answer(long number, Buffer answer) {
    return head(number, ANSWERED, answer.length()).appendBuffer(answer);
  }

  /** Why the question with this number is not answered. */
  static Buffer refusal(long number, int status, String reason) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    return head(number, status, text.length).appendBytes(text);
  }

  private static Buffer head(long number, int status, int length) {
    return begin(HEAD_BYTES + length).appendLong(number).appendShort((short) status);
  }

  private static Buffer begin(int length) {
    return Buffer.buffer(LENGTH_BYTES + length).appendInt(length);
  }

  /**
   * The number of a question, in it or in its answer.
   *
   * @throws MalformedMessageException if it is too short for one
   */
  static long number(Buffer message) {
    requireLength(NUMBER_BYTES, message);
    return message.getLong(0);
  }

  /** The question itself. */
  static byte[] question(Buffer message) {
    return message.getBytes(NUMBER_BYTES, message.length());
  }

  /**
   * The status of an answer.
   *
   * @throws MalformedMessageException if it is too short for one
   */
  static int status(Buffer answer) {
    requireLength(HEAD_BYTES, answer);
    return answer.getShort(NUMBER_BYTES);
  }

  static byte[] answer(Buffer answer) {
    return answer.getBytes(HEAD_BYTES, answer.length());
  }

  static String reason(Buffer refusal) {
    return refusal.getString(HEAD_BYTES, refusal.length());
  }

  private static void requireLength(int bytes, Buffer message) {
    if (message.length() < bytes) {
      throw new MalformedMessageException(
          "a message of %d bytes is shorter than its head of %d"
              .formatted(message.length(), bytes));
    }
  }
}
