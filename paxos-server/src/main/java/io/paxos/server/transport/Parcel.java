package io.paxos.server.transport;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
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
  static List<ByteBuffer> open(Buffer sent) {
    ByteBuffer parcel = ByteBuffer.wrap(sent.getBytes());
    List<ByteBuffer> messages = new ArrayList<>();
    while (parcel.hasRemaining()) {
      int at = parcel.position();
      int length = parcel.remaining() >= Message.LENGTH_BYTES ? parcel.getInt() : -1;
      if (length < 0 || length > parcel.remaining()) {
        throw new MalformedMessageException(
            "a parcel of %d bytes does not hold a message at %d".formatted(parcel.limit(), at));
      }
      messages.add(parcel.slice(parcel.position(), length));
      parcel.position(parcel.position() + length);
    }
    return messages;
  }
}
