package io.paxos.server.transport;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Messages that travel together on a WebSocket, one behind the other. */
final class Parcel {
  private Parcel() {}

  /**
   * The messages, in the order in which they were sent, without their lengths.
   *
   * @throws MalformedMessageException if the lengths do not add up
   */
  static List<Buffer> open(Buffer parcel) {
    List<Buffer> messages = new ArrayList<>();
    int at = 0;
    while (at < parcel.length()) {
      int begin = at + Message.LENGTH_BYTES;
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
