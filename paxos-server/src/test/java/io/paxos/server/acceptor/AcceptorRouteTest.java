package io.paxos.server.acceptor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.paxos.acceptor.MemoryAcceptor;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.protocol.StoreId;
import io.paxos.server.config.Secret;
import io.paxos.server.transport.SilentNodeException;
import io.paxos.server.transport.WireFormat;
import io.paxos.spi.Acceptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AcceptorRouteTest {
  private static final Optional<Secret> SECRET = Optional.of(new Secret("a secret of the tests"));
  private static final byte[] IDENTIFY = {2, 1};

  private final Acceptor behind = new MemoryAcceptor(StoreId.random());
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void whoever_does_not_know_the_secret_is_refused() throws Exception {
    try (AcceptorServer server = AcceptorServer.start(behind, SECRET, true)) {
      assertThat(post(server, WireFormat.MEDIA_TYPE, IDENTIFY).statusCode()).isEqualTo(401);
      for (String wrong : new String[] {"a secret of the test", "", "A secret of the tests"}) {
        HttpResponse<String> response =
            post(server, WireFormat.MEDIA_TYPE, IDENTIFY, "Bearer " + wrong);
        assertThat(response.statusCode()).as(wrong).isEqualTo(401);
        assertThat(response.body()).contains("\"applied\":false");
      }
      assertSilent(server.acceptor(Optional.empty()));
      assertThat(identify(server.acceptor(SECRET))).isEqualTo(identify(behind));
    }
  }

  @Test
  void without_a_secret_it_is_served_on_the_loopback_only() throws Exception {
    try (AcceptorServer local = AcceptorServer.start(behind, Optional.empty(), true);
        AcceptorServer open = AcceptorServer.start(behind, Optional.empty(), false)) {
      assertThat(identify(local.acceptor(Optional.empty()))).isEqualTo(identify(behind));
      assertThat(post(open, WireFormat.MEDIA_TYPE, IDENTIFY).statusCode()).isEqualTo(403);
      assertSilent(open.acceptor(Optional.empty()));
    }
  }

  @Test
  void what_a_browser_may_send_without_asking_is_refused() throws Exception {
    try (AcceptorServer server = AcceptorServer.start(behind, Optional.empty(), true)) {
      assertThat(post(server, "text/plain", IDENTIFY).statusCode()).isEqualTo(415);
      assertThat(post(server, WireFormat.MEDIA_TYPE, IDENTIFY).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void garbage_is_refused_with_a_reason() throws Exception {
    try (AcceptorServer server = AcceptorServer.start(behind, Optional.empty(), true)) {
      HttpResponse<String> response = post(server, WireFormat.MEDIA_TYPE, new byte[] {2, 9});
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("there is no question with tag 9");
    }
  }

  @Test
  void a_question_that_is_too_long_is_refused() throws Exception {
    try (AcceptorServer server = AcceptorServer.start(behind, Optional.empty(), true)) {
      byte[] tooLong = new byte[WireFormat.MAX_QUESTION_BYTES + 1];
      assertThat(post(server, WireFormat.MEDIA_TYPE, tooLong).statusCode()).isEqualTo(413);
    }
  }

  @Test
  void sockets_and_posts_are_served_and_nothing_else() throws Exception {
    try (AcceptorServer server = AcceptorServer.start(behind, Optional.empty(), true)) {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + "/v1/node"));
      for (HttpClient.Version version : HttpClient.Version.values()) {
        HttpResponse<String> got =
            client.send(request.copy().version(version).build(), BodyHandlers.ofString());
        assertThat(got.statusCode()).isEqualTo(426);
        // A header of the connection, which HTTP/2 does not have.
        assertThat(got.headers().firstValue("Upgrade").isPresent())
            .isEqualTo(got.version() == HttpClient.Version.HTTP_1_1);
      }
      HttpResponse<String> deleted = client.send(request.DELETE().build(), BodyHandlers.ofString());
      assertThat(deleted.statusCode()).isEqualTo(405);
      assertThat(deleted.headers().firstValue("Allow")).contains("GET");
      HttpResponse<String> got =
          client.send(
              request.copy().uri(URI.create(server.url() + "/v1/acceptor")).GET().build(),
              BodyHandlers.ofString());
      assertThat(got.statusCode()).isEqualTo(405);
      assertThat(got.headers().firstValue("Allow")).contains("POST");
    }
  }

  @Test
  void a_page_in_a_browser_gets_no_socket() {
    try (AcceptorServer server = AcceptorServer.start(behind, Optional.empty(), true)) {
      CompletableFuture<WebSocket> connected =
          client
              .newWebSocketBuilder()
              .header("Origin", "http://evil.example")
              .buildAsync(socketUri(server), new Listening());
      assertThatThrownBy(connected::join)
          .cause()
          .asInstanceOf(type(WebSocketHandshakeException.class))
          .extracting(refused -> refused.getResponse().statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void garbage_on_a_socket_is_answered_with_a_reason() throws Exception {
    try (AcceptorServer server = AcceptorServer.start(behind, Optional.empty(), true)) {
      Listening listening = new Listening();
      WebSocket socket =
          client.newWebSocketBuilder().buildAsync(socketUri(server), listening).join();
      byte[] question = {0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 7, 0, 1, 2, 9};
      socket.sendBinary(ByteBuffer.wrap(question), true).join();

      ByteBuffer answer = listening.message.get(10, TimeUnit.SECONDS);
      assertThat(answer.getInt()).isEqualTo(answer.remaining());
      assertThat(answer.getLong()).isEqualTo(7);
      assertThat(answer.getShort()).isEqualTo((short) 400);
      assertThat(UTF_8.decode(answer).toString()).contains("there is no question with tag 9");
      socket.abort();
    }
  }

  @Test
  void a_socket_with_a_message_that_is_no_question_is_closed() throws Exception {
    try (AcceptorServer server = AcceptorServer.start(behind, Optional.empty(), true)) {
      byte[] tooShortForItsLength = {0, 0, 0, 9, 2};
      byte[] tooShortForItsNumber = {0, 0, 0, 1, 2};
      byte[] tooShortForALength = {1, 2, 3};
      byte[] ofNegativeLength = {-1, -1, -1, -1, 2};
      byte[] toNobody = {0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 7, 0, 9};
      byte[] toSomebodyElse = {0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 7, 0, 2};
      for (byte[] garbage :
          List.of(
              tooShortForItsLength,
              tooShortForItsNumber,
              tooShortForALength,
              ofNegativeLength,
              toNobody,
              toSomebodyElse)) {
        Listening listening = new Listening();
        WebSocket socket =
            client.newWebSocketBuilder().buildAsync(socketUri(server), listening).join();
        socket.sendBinary(ByteBuffer.wrap(garbage), true).join();

        assertThat(listening.closed.get(10, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  @Test
  void a_connection_that_was_lost_is_made_again() throws Exception {
    try (AcceptorServer server = AcceptorServer.start(behind, Optional.empty(), true)) {
      Acceptor remote = server.acceptor(Optional.empty());
      Identity before = identify(remote);
      server.restart();
      Awaitility.await()
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(identify(remote)).isEqualTo(before));
    }
  }

  @Test
  void an_answer_does_not_wait_for_that_to_an_earlier_question() throws Exception {
    try (AcceptorServer server = AcceptorServer.start(new Stuck(behind), Optional.empty(), true)) {
      Acceptor remote = server.acceptor(Optional.empty());
      CompletableFuture<ScanReply> scanned = scan(remote);
      assertThat(identify(remote)).isEqualTo(identify(behind));
      assertThat(scanned).isNotDone();
    }
  }

  @Test
  void a_question_that_stays_unanswered_is_silence() {
    try (AcceptorServer server = AcceptorServer.start(new Stuck(behind), Optional.empty(), true)) {
      CompletableFuture<ScanReply> scanned = scan(server.impatientAcceptorAt(server.url()));
      assertThatThrownBy(() -> scanned.get(20, TimeUnit.SECONDS))
          .hasCauseInstanceOf(SilentNodeException.class);
    }
  }

  @Test
  void an_acceptor_that_is_silent_stays_silent_over_http() throws Exception {
    try (AcceptorServer server = AcceptorServer.start(new Broken(), Optional.empty(), true)) {
      assertThat(post(server, WireFormat.MEDIA_TYPE, IDENTIFY).statusCode()).isEqualTo(503);
      assertSilent(server.acceptor(Optional.empty()));
    }
  }

  @Test
  void a_node_without_an_acceptor_of_its_own_says_so() throws Exception {
    try (AcceptorServer server = AcceptorServer.start(Optional::empty, Optional.empty(), true)) {
      assertThat(post(server, WireFormat.MEDIA_TYPE, IDENTIFY).statusCode()).isEqualTo(503);
    }
  }

  @Test
  void an_acceptor_that_nobody_listens_for_is_silent() throws Exception {
    AcceptorServer server = AcceptorServer.start(behind, Optional.empty(), true);
    try (AcceptorServer other = AcceptorServer.start(behind, Optional.empty(), true)) {
      String gone = server.url();
      server.close();
      assertSilent(other.acceptorAt(gone));
    }
  }

  private static Identity identify(Acceptor acceptor) throws Exception {
    return acceptor.identify().toCompletableFuture().get(5, TimeUnit.SECONDS);
  }

  private static void assertSilent(Acceptor acceptor) {
    assertThatThrownBy(() -> identify(acceptor)).isInstanceOf(ExecutionException.class);
  }

  private HttpResponse<String> post(
      AcceptorServer server, String mediaType, byte[] body, String... authorization)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + "/v1/acceptor"))
            .header("Content-Type", mediaType)
            .timeout(Duration.ofSeconds(10))
            .POST(BodyPublishers.ofByteArray(body));
    for (String header : authorization) {
      request.header("Authorization", header);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void a_node_that_takes_no_part_in_the_handshake_is_silent() throws Exception {
    try (AcceptorServer server = AcceptorServer.start(behind, Optional.empty(), true);
        ServerSocket stopped = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Acceptor remote = server.impatientAcceptorAt("http://127.0.0.1:" + stopped.getLocalPort());
      assertThatThrownBy(() -> remote.identify().toCompletableFuture().get(20, TimeUnit.SECONDS))
          .hasCauseInstanceOf(SilentNodeException.class);
    }
  }

  @Test
  void a_connection_outlives_the_time_that_an_answer_may_take() throws Exception {
    try (AcceptorServer server = AcceptorServer.start(new Stuck(behind), Optional.empty(), true)) {
      Acceptor remote = server.impatientAcceptorAt(server.url());
      for (int i = 0; i < 3; i++) {
        CompletableFuture<ScanReply> overdue = scan(remote);
        while (!overdue.isDone()) {
          // As long as something is heard, one question that is overdue does not end the others.
          assertThat(identify(remote)).isEqualTo(identify(behind));
        }
      }
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  private static URI socketUri(AcceptorServer server) {
    return URI.create(server.url().replace("http:", "ws:") + "/v1/node");
  }

  private static CompletableFuture<ScanReply> scan(Acceptor acceptor) {
    return acceptor
        .scan(new Scan(1, StoreId.random(), Optional.empty(), 10, Scan.Scope.ALL))
        .toCompletableFuture();
  }

  /** Waits for one message, or the end. */
  private static final class Listening implements WebSocket.Listener {
    private final CompletableFuture<ByteBuffer> message = new CompletableFuture<>();
    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      ByteBuffer copy = ByteBuffer.allocate(data.remaining());
      message.complete(copy.put(data).flip());
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      closed.complete(true);
      return null;
    }
  }

  /** An acceptor whose database is broken. */
  private static final class Broken implements Acceptor {
    @Override
    public CompletionStage<Identity> identify() {
      return CompletableFuture.failedFuture(new IllegalStateException("the disk is full"));
    }

    @Override
    public CompletionStage<BatchReply> handle(Batch batch) {
      return CompletableFuture.failedFuture(new IllegalStateException("the disk is full"));
    }

    @Override
    public CompletionStage<ScanReply> scan(Scan scan) {
      return CompletableFuture.failedFuture(new IllegalStateException("the disk is full"));
    }

    @Override
    public CompletionStage<CollectReply> collect(Collect collect) {
      return CompletableFuture.failedFuture(new IllegalStateException("the disk is full"));
    }

    @Override
    public CompletionStage<Identity> install(Configuration configuration) {
      return CompletableFuture.failedFuture(new IllegalStateException("the disk is full"));
    }

    @Override
    public void close() {}
  }

  /** An acceptor that tells who it is, and nothing else, ever. */
  private record Stuck(Acceptor behind) implements Acceptor {
    @Override
    public CompletionStage<Identity> identify() {
      return behind.identify();
    }

    @Override
    public CompletionStage<BatchReply> handle(Batch batch) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<ScanReply> scan(Scan scan) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<CollectReply> collect(Collect collect) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Identity> install(Configuration configuration) {
      return new CompletableFuture<>();
    }

    @Override
    public void close() {}
  }
}
