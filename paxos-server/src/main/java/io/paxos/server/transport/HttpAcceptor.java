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
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
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

  private final HttpClient client;
  private final String address;
  private final RequestOptions options;

  /**
   * An acceptor at {@code http://host:port}.
   *
   * @param client shared, and not closed by this
   * @param authorization what the other node wants to see in that header
   * @param timeout from the start of a call to its answer
   * @throws IllegalArgumentException if the address is not of this kind
   */
  public HttpAcceptor(
      HttpClient client, String address, Optional<String> authorization, Duration timeout) {
    this.client = client;
    this.address = address;
    this.options =
        NodeAddress.request(address)
            .setMethod(HttpMethod.POST)
            .setURI(PATH)
            .setTimeout(timeout.toMillis())
            .putHeader(HttpHeaders.CONTENT_TYPE, WireFormat.MEDIA_TYPE);
    authorization.ifPresent(value -> options.putHeader(HttpHeaders.AUTHORIZATION, value));
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
    Buffer body = Buffer.buffer(QuestionCodec.encode(question));
    return client
        .request(new RequestOptions(options))
        .compose(
            request -> {
              // Before it is sent: a handler that comes too late finds the body gone.
              Future<Buffer> answer = request.response().compose(this::answer);
              return request.send(body).compose(sent -> answer);
            })
        .map(bytes -> decode.apply(bytes.getBytes()))
        .toCompletionStage();
  }

  private Future<Buffer> answer(HttpClientResponse response) {
    boolean fits = contentLength(response) <= WireFormat.MAX_ANSWER_BYTES;
    if (response.statusCode() == 200 && fits) {
      return response.body();
    }
    String why = fits ? "status " + response.statusCode() : "an answer that is too long";
    var unused = response.request().reset();
    return Future.failedFuture(new SilentAcceptorException(address + " answered with " + why));
  }

  /** Our own endpoint always says how long the answer is; what does not is not read. */
  private static long contentLength(HttpClientResponse response) {
    String length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? Long.MAX_VALUE : Long.parseLong(length);
    } catch (NumberFormatException malformed) {
      return Long.MAX_VALUE;
    }
  }
}
