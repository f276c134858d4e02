package io.paxos.server.transport;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * What travels on a WebSocket between nodes, one message each: the number of a question, 8 bytes;
 * in answers a status of HTTP, 2 bytes; and the question, the answer, or why there is none.
 */
public final class Message {
  /** The status of an answer. */
  public static final int ANSWERED = 200;

  private static final int NUMBER_BYTES = Long.BYTES;
  private static final int HEAD_BYTES = NUMBER_BYTES + Short.BYTES;

  private Message() {}

  static Buffer question(long number, byte[] question) {
    return Buffer.buffer(NUMBER_BYTES + question.length).appendLong(number).appendBytes(question);
  }

  /** An answer to the question with this number. */
  public static Buffer answer(long number, Buffer answer) {
    return head(number, ANSWERED, answer.length()).appendBuffer(answer);
  }

  /** Why the question with this number is not answered. */
  public static Buffer refusal(long number, int status, String reason) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    return head(number, status, text.length).appendBytes(text);
  }

  private static Buffer head(long number, int status, int length) {
    return Buffer.buffer(HEAD_BYTES + length).appendLong(number).appendShort((short) status);
  }

  /** Whether this is long enough for a question. */
  public static boolean isQuestion(Buffer message) {
    return message.length() >= NUMBER_BYTES;
  }

  static boolean isAnswer(Buffer message) {
    return message.length() >= HEAD_BYTES;
  }

  /** The number of a question, in it or in its answer. */
  public static long number(Buffer message) {
    return message.getLong(0);
  }

  /** The question itself. */
  public static byte[] question(Buffer message) {
    return message.getBytes(NUMBER_BYTES, message.length());
  }

  static int status(Buffer answer) {
    return answer.getShort(NUMBER_BYTES);
  }

  static byte[] answer(Buffer answer) {
    return answer.getBytes(HEAD_BYTES, answer.length());
  }

  static String reason(Buffer refusal) {
    return refusal.getString(HEAD_BYTES, refusal.length());
  }
}
