package io.paxos.server.transport;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What travels on a WebSocket between nodes, in {@link Parcel}s: how long the rest is, 4 bytes; the
 * number of a question, 8 bytes; who is asked, or the status of HTTP of an answer, 2 bytes; and the
 * question, the answer, or why there is none. Messages are read without their length.
 */
public final class Message {
  /** The status of an answer. */
  public static final int ANSWERED = 200;

  static final int LENGTH_BYTES = Integer.BYTES;

  private static final int NUMBER_BYTES = Long.BYTES;
  private static final int HEAD_BYTES = NUMBER_BYTES + Short.BYTES;

  /** What a message is longer than the question in it. */
  public static final int QUESTION_OVERHEAD_BYTES = LENGTH_BYTES + HEAD_BYTES;

  private final long number;
  private final int tag;
  private final ByteBuffer content;

  /**
   * A message.
   *
   * @param tag who is asked, or the status of an answer
   */
  private Message(long number, int tag, ByteBuffer content) {
    this.number = number;
    this.tag = tag;
    this.content = content;
  }

  /** A question, which is in an array. */
  static Message question(long number, Addressee addressee, ByteBuffer question) {
    return new Message(number, addressee.tag(), question);
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
    return HEAD_BYTES + content.remaining();
  }

  void appendTo(Buffer parcel) {
    parcel.appendInt(bytesAfterLength()).appendLong(number).appendShort((short) tag);
    WireFormat.append(content, parcel);
  }

  /**
   * The number of a question, in it or in its answer.
   *
   * @throws MalformedMessageException if it is too short for its head
   */
  static long number(ByteBuffer message) {
    if (message.limit() < HEAD_BYTES) {
      throw new MalformedMessageException(
          "a message of %d bytes is shorter than its head of %d"
              .formatted(message.limit(), HEAD_BYTES));
    }
    return message.getLong(0);
  }

  /**
   * Who is asked.
   *
   * @throws MalformedMessageException if it is nobody
   */
  static Addressee addressee(ByteBuffer question) {
    return Addressee.of(question.getShort(NUMBER_BYTES));
  }

  /** The status of an answer. */
  static int status(ByteBuffer answer) {
    return answer.getShort(NUMBER_BYTES);
  }

  /** The question or the answer itself. */
  static ByteBuffer content(ByteBuffer message) {
    return message.slice(HEAD_BYTES, message.limit() - HEAD_BYTES);
  }

  /** Why there is no answer. */
  static String reason(ByteBuffer refusal) {
    return StandardCharsets.UTF_8.decode(content(refusal)).toString();
  }
}
