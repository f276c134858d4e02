package io.paxos.server.transport;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketBase;
import java.util.ArrayDeque;
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
  private final Queue<Buffer> waiting = new ArrayDeque<>();
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
  void send(Buffer message) {
    if (isFirst(message)) {
      eventLoop.runOnContext(now -> sendAll());
    }
  }

  private synchronized boolean isFirst(Buffer message) {
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

  private synchronized @Nullable Buffer next() {
    Buffer parcel = waiting.poll();
    if (parcel == null) {
      sendingIsDue = false;
      return null;
    }
    for (Buffer more = waiting.peek();
        more != null && parcel.length() + more.length() <= MAX_TOGETHER_BYTES;
        more = waiting.peek()) {
      parcel.appendBuffer(waiting.remove());
    }
    return parcel;
  }
}
