package io.paxos.server.transport;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.nio.ByteBuffer;

/** Answers what another node asks on one WebSocket, each question as soon as it can. */
final class AnsweringSocket {
  private final Answerer answerer;
  private final ServerWebSocket socket;
  private final Outbox outbox;

  AnsweringSocket(Answerer answerer, Context eventLoop, ServerWebSocket socket) {
    this.answerer = answerer;
    this.socket = socket;
    this.outbox = new Outbox(eventLoop, socket);
  }

  void begin() {
    socket.binaryMessageHandler(this::onParcel);
    // Too long a message, for instance; Vert.x closes the socket.
    socket.exceptionHandler(broken -> {});
  }

  private void onParcel(Buffer parcel) {
    try {
      Parcel.open(parcel).forEach(this::onMessage);
    } catch (MalformedMessageException notOurs) {
      var unused = socket.close();
    }
  }

  private void onMessage(ByteBuffer message) {
    long number = Message.number(message);
    var unused =
        answerer
            .to(Message.question(message))
            .thenAccept(outcome -> outbox.send(message(number, outcome)));
  }

  private static Message message(long number, Answerer.Outcome outcome) {
    return outcome instanceof Answerer.Answered answered
        ? Message.answer(number, answered.answer())
        : refusal(number, (Answerer.Refused) outcome);
  }

  private static Message refusal(long number, Answerer.Refused refused) {
    return Message.refusal(number, refused.status(), refused.reason());
  }
}
