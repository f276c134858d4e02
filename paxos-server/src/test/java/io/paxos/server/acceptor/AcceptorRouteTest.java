package io.paxos.server.acceptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.paxos.server.transport.WireFormat;
import io.paxos.spi.Acceptor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
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
  void only_post_is_served() throws Exception {
    try (AcceptorServer server = AcceptorServer.start(behind, Optional.empty(), true)) {
      HttpRequest get = HttpRequest.newBuilder(URI.create(server.url() + "/v1/acceptor")).build();
      HttpResponse<String> response = client.send(get, BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(405);
      assertThat(response.headers().firstValue("Allow")).contains("POST");
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
}
