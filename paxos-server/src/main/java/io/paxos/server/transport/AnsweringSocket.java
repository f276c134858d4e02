package io.paxos.server.transport;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.nio.ByteBuffer;
import java.util.Map;

/** Answers what another node asks on one WebSocket, each question as soon as it can. */
final class AnsweringSocket {
  private final Map<Addressee, Answerer> answerers;
  private final ServerWebSocket socket;
  private final Outbox outbox;

  AnsweringSocket(Map<Addressee, Answerer> answerers, Context eventLoop, ServerWebSocket socket) {
    this.answerers = answerers;
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
        answerer(Message.addressee(message))
            .to(Message.content(message))
            .thenAccept(outcome -> outbox.send(message(number, outcome)));
  }

  private Answerer answerer(Addressee addressee) {
    Answerer answerer = answerers.get(addressee);
    if (answerer == null) {
      throw new MalformedMessageException("nobody here answers as " + addressee);
    }
    return answerer;
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
