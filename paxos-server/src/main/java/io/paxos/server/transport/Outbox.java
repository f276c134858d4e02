package io.paxos.server.transport;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketBase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent on a WebSocket: whatever has gathered when the event loop comes round to it
 * travels together. No timer holds anything back. Thread-safe.
 */
final class Outbox {
  /** A longer message travels alone. */
  private static final int MAX_TOGETHER_BYTES = 256 << 10;

  private final Context eventLoop;
  private final WebSocketBase socket;
  private final Queue<Message> waiting = new ArrayDeque<>();
  private boolean sendingIsDue;

  /**
   * An empty outbox.
   *
   * @param eventLoop that of the socket
   */
  Outbox(Context eventLoop, WebSocketBase socket) {
    this.eventLoop = eventLoop;
    this.socket = socket;
  }

  /** Sends a message soon, and keeps it until then; drops it if the socket is closed by then. */
  void send(Message message) {
    if (isFirst(message)) {
      eventLoop.runOnContext(now -> sendAll());
    }
  }

  private synchronized boolean isFirst(Message message) {
    waiting.add(message);
    boolean first = !sendingIsDue;
    sendingIsDue = true;
    return first;
  }

  private void sendAll() {
    for (Buffer parcel = next(); parcel != null; parcel = next()) {
      if (!socket.isClosed()) {
        var unused = socket.writeBinaryMessage(parcel);
      }
    }
  }

  private @Nullable Buffer next() {
    List<Message> together = takeTogether();
    if (together.isEmpty()) {
      return null;
    }
    Buffer parcel = Buffer.buffer(bytes(together));
    together.forEach(message -> message.appendTo(parcel));
    return parcel;
  }

  private static int bytes(List<Message> messages) {
    int bytes = 0;
    for (Message message : messages) {
      bytes += message.bytes();
    }
    return bytes;
  }

  private synchronized List<Message> takeTogether() {
    List<Message> together = new ArrayList<>();
    int bytes = 0;
    while (!waiting.isEmpty()
        && (together.isEmpty() || bytes + waiting.element().bytes() <= MAX_TOGETHER_BYTES)) {
      Message message = waiting.remove();
      bytes += message.bytes();
      together.add(message);
    }
    sendingIsDue = !together.isEmpty();
    return together;
  }
}
