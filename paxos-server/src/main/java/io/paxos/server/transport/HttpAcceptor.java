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
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The acceptor of another node. Thread-safe; answers on an event loop. Whatever goes wrong on the
 * way there or back is silence: the stage completes exceptionally.
 */
public final class HttpAcceptor implements Acceptor {
  private final String address;

  /** Apart, so that a read does not wait behind somebody's long value. */
  private final NodeChannel reads;

  private final NodeChannel others;

  /**
   * An acceptor at {@code http://host:port}.
   *
   * @param channels not closed by this
   * @throws IllegalArgumentException if the address is not of this kind
   */
  public HttpAcceptor(NodeChannels channels, String address) {
    this.address = address;
    this.reads = channels.apart(address);
    this.others = channels.shared(address);
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
    // The channels are shared.
  }

  @Override
  public String toString() {
    return address;
  }

  private <A> CompletionStage<A> ask(Question question, Function<ByteBuffer, A> decode) {
    return channel(question)
        .ask(Addressee.ACCEPTOR, QuestionCodec.encode(question))
        .map(decode)
        .toCompletionStage();
  }

  private NodeChannel channel(Question question) {
    return question instanceof Question.Handle handle && handle.isReading() ? reads : others;
  }
}
