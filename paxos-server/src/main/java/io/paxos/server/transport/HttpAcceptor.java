package io.paxos.server.transport;

import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.spi.Acceptor;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The acceptor of another node. Thread-safe; answers on an event loop. Whatever goes wrong on the
 * way there or back is silence: the stage completes exceptionally.
 */
public final class HttpAcceptor implements Acceptor {
  private static final String PATH = "/v1/acceptor";

  private final String address;

  /** Apart, so that a read does not wait behind somebody's long value. */
  private final NodeChannel reads;

  private final NodeChannel others;

  /**
   * An acceptor at {@code http://host:port}.
   *
   * @param client shared, and not closed by this
   * @param authorization what the other node wants to see in that header
   * @param timeout of a question; it fails within twice this time
   * @throws IllegalArgumentException if the address is not of this kind
   */
  public HttpAcceptor(
      Vertx vertx,
      WebSocketClient client,
      String address,
      Optional<String> authorization,
      Duration timeout) {
    this.address = address;
    WebSocketConnectOptions options = NodeAddress.socket(address).setURI(PATH);
    authorization.ifPresent(value -> options.putHeader(HttpHeaders.AUTHORIZATION, value));
    this.reads = new NodeChannel(vertx, client, options, timeout);
    this.others = new NodeChannel(vertx, client, options, timeout);
  }

  @Override
  public CompletionStage<Identity> identify() {
    return ask(new Question.Identify(), AnswerCodec::decodeIdentity);
  }

  @Override
  public CompletionStage<BatchReply> handle(Batch batch) {
    return ask(new Question.Handle(batch), AnswerCodec::decodeBatchReply);
  }

  @Override
  public CompletionStage<ScanReply> scan(Scan scan) {
    return ask(new Question.Page(scan), AnswerCodec::decodeScanReply);
  }

  @Override
  public CompletionStage<CollectReply> collect(Collect collect) {
    return ask(new Question.Gather(collect), AnswerCodec::decodeCollectReply);
  }

  @Override
  public CompletionStage<Identity> install(Configuration configuration) {
    return ask(new Question.Install(configuration), AnswerCodec::decodeIdentity);
  }

  @Override
  public void close() {
    // The client is shared.
  }

  @Override
  public String toString() {
    return address;
  }

  private <A> CompletionStage<A> ask(Question question, Function<byte[], A> decode) {
    return channel(question).ask(QuestionCodec.encode(question)).map(decode).toCompletionStage();
  }

  private NodeChannel channel(Question question) {
    return question instanceof Question.Handle handle && handle.isReading() ? reads : others;
  }
}
