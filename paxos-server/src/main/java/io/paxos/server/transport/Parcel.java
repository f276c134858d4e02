package io.paxos.server.transport;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Messages that travel together on a WebSocket, each after its length, 4 bytes. */
public final class Parcel {
  /** What a parcel is longer than the one message in it. */
  public static final int OVERHEAD_BYTES = Integer.BYTES;

  private Parcel() {}

  /** A parcel with one message. */
  public static Buffer of(Buffer message) {
    return add(Buffer.buffer(OVERHEAD_BYTES + message.length()), message);
  }

  /** The same parcel with one more message. */
  static Buffer add(Buffer parcel, Buffer message) {
    return parcel.appendInt(message.length()).appendBuffer(message);
  }

  /**
   * The messages, in the order in which they were sent.
   *
   * @throws MalformedMessageException if the lengths do not add up
   */
  public static List<Buffer> open(Buffer parcel) {
    List<Buffer> messages = new ArrayList<>();
    int at = 0;
    while (at < parcel.length()) {
      int begin = at + OVERHEAD_BYTES;
      int length = begin <= parcel.length() ? parcel.getInt(at) : -1;
      if (length < 0 || length > parcel.length() - begin) {
        throw new MalformedMessageException(
            "a parcel of %d bytes does not hold a message at %d".formatted(parcel.length(), at));
      }
      messages.add(parcel.slice(begin, begin + length));
      at = begin + length;
    }
    return messages;
  }
}
