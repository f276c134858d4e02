package io.paxos.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of questions that are not answered soon. */
@Timeout(30)
class ConversationTest {
  private static final ByteBuffer SHORT = ByteBuffer.allocate(1);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger connections = new AtomicInteger();
  private final ConcurrentLinkedQueue<CompletableFuture<Answerer.Outcome>> unanswered =
      new ConcurrentLinkedQueue<>();
  private final String url = serve();
  private final NodeChannel channel = channel();

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void a_question_that_is_not_answered_fails_and_the_connection_goes_on_if_there_is_life() {
    assertThat(failure(SHORT)).contains("no answer came in time");
    assertThat(failure(SHORT)).contains("no answer came in time");

    assertThat(connections).hasValue(1);
  }

  @Test
  void a_long_question_is_given_longer() {
    CompletableFuture<ByteBuffer> patient = ask(ByteBuffer.allocate(8 << 20));
    assertThat(failure(SHORT)).contains("no answer came in time");
    assertThat(failure(SHORT)).contains("no answer came in time");

    unanswered.element().complete(new Answerer.Answered(SHORT));
    assertThat(patient.join().remaining()).isEqualTo(1);
  }

  @Test
  void a_question_may_take_longer_than_others_on_the_same_socket() {
    CompletableFuture<ByteBuffer> patient =
        channel
            .ask(Addressee.HOME, SHORT, Duration.ofSeconds(20), () -> true)
            .toCompletionStage()
            .toCompletableFuture();
    assertThat(failure(SHORT)).contains("no answer came in time");
    assertThat(failure(SHORT)).contains("no answer came in time");

    unanswered.element().complete(new Answerer.Answered(SHORT));
    assertThat(patient.join().remaining()).isEqualTo(1);
    assertThat(connections).hasValue(1);
  }

  @Test
  void a_question_fails_on_a_socket_that_is_closed_and_has_not_told_so_yet() {
    CompletableFuture<ByteBuffer> answer =
        vertx
            .createWebSocketClient()
            .connect(NodeAddress.socket(url).setURI(NodeSockets.PATH))
            .compose(
                socket -> {
                  Conversation conversation =
                      new Conversation(vertx, socket, Duration.ofSeconds(1));
                  var unused = socket.close();
                  return answerOrThrown(conversation);
                })
            .toCompletionStage()
            .toCompletableFuture();

    assertThat(failure(answer)).contains("the connection is closed");
  }

  /** So that what it throws is not taken for an answer that failed. */
  private static Future<ByteBuffer> answerOrThrown(Conversation conversation) {
    try {
      return conversation.ask(Addressee.HOME, SHORT, Duration.ZERO);
    } catch (IllegalStateException thrown) {
      return Future.failedFuture(new AssertionError("thrown", thrown));
    }
  }

  private String failure(ByteBuffer question) {
    return failure(ask(question));
  }

  private static String failure(CompletableFuture<ByteBuffer> answer) {
    return answer
        .thenApply(told -> "answered")
        .exceptionally(failed -> String.valueOf(failed.getMessage()))
        .join();
  }

  private CompletableFuture<ByteBuffer> ask(ByteBuffer question) {
    return channel.ask(Addressee.ACCEPTOR, question).toCompletionStage().toCompletableFuture();
  }

  private NodeChannel channel() {
    return new NodeChannels(vertx, Optional.empty(), Duration.ofSeconds(5), Duration.ofSeconds(1))
        .apart(url);
  }

  /** The address of a server whose answers wait. */
  private String serve() {
    Router router = Router.router(vertx);
    new NodeSockets(
            Map.of(Addressee.ACCEPTOR, question -> hold(), Addressee.HOME, question -> hold()),
            new NodeRoute.Access(Optional.empty(), true))
        .mount(router);
    HttpServer server =
        vertx
            .createHttpServer(
                NodeSockets.options(new HttpServerOptions().setMaxWebSocketMessageSize(16 << 20)))
            .connectionHandler(connection -> connections.incrementAndGet())
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    return "http://127.0.0.1:" + server.actualPort();
  }

  private CompletableFuture<Answerer.Outcome> hold() {
    CompletableFuture<Answerer.Outcome> answer = new CompletableFuture<>();
    unanswered.add(answer);
    return answer;
  }
}
