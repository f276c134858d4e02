package io.paxos.server.acceptor;

import io.paxos.server.transport.Message;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

/** Answers what another node asks on one WebSocket, each question as soon as it can. */
record AnsweringSocket(Answering answering, ServerWebSocket socket) {
  void begin() {
    socket.binaryMessageHandler(this::onMessage);
    // Too long a message, for instance; Vert.x closes the socket.
    socket.exceptionHandler(broken -> {});
  }

  private void onMessage(Buffer message) {
    if (!Message.isQuestion(message)) {
      var unused = socket.close();
      return;
    }
    long number = Message.number(message);
    var unused =
        answering
            .to(Message.question(message))
            .thenAccept(outcome -> send(message(number, outcome)));
  }

  private static Buffer message(long number, Answering.Outcome outcome) {
    return outcome instanceof Answering.Answered answered
        ? Message.answer(number, answered.answer())
        : refusal(number, (Answering.Refused) outcome);
  }

  private static Buffer refusal(long number, Answering.Refused refused) {
    return Message.refusal(number, refused.status(), refused.detail());
  }

  private void send(Buffer message) {
    if (!socket.isClosed()) {
      var unused = socket.writeBinaryMessage(message);
    }
  }
}
