package io.paxos.server.transport;

import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Read;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.spi.Acceptor;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/** A call of an {@link Acceptor}'s method as a message. */
public sealed interface Question {
  /** Makes the call and encodes what it answers. */
  CompletionStage<ByteBuffer> askEncoded(Acceptor acceptor);

  /** {@link Acceptor#identify}. */
  record Identify() implements Question {
    @Override
    public CompletionStage<ByteBuffer> askEncoded(Acceptor acceptor) {
      CompletionStage<Identity> answer = acceptor.identify();
      return answer.thenApply(AnswerCodec::encode);
    }
  }

  /** {@link Acceptor#handle}. */
  record Handle(Batch batch) implements Question {
    boolean isReading() {
      return batch.requests().stream().allMatch(Read.class::isInstance);
    }

    @Override
    public CompletionStage<ByteBuffer> askEncoded(Acceptor acceptor) {
      CompletionStage<BatchReply> answer = acceptor.handle(batch);
      return answer.thenApply(AnswerCodec::encode);
    }
  }

  /** {@link Acceptor#scan}. */
  record Page(Scan scan) implements Question {
    @Override
    public CompletionStage<ByteBuffer> askEncoded(Acceptor acceptor) {
      CompletionStage<ScanReply> answer = acceptor.scan(scan);
      return answer.thenApply(AnswerCodec::encode);
    }
  }

  /** {@link Acceptor#collect}. */
  record Gather(Collect collect) implements Question {
    @Override
    public CompletionStage<ByteBuffer> askEncoded(Acceptor acceptor) {
      CompletionStage<CollectReply> answer = acceptor.collect(collect);
      return answer.thenApply(AnswerCodec::encode);
    }
  }

  /** {@link Acceptor#install}. */
  record Install(Configuration configuration) implements Question {
    @Override
    public CompletionStage<ByteBuffer> askEncoded(Acceptor acceptor) {
      CompletionStage<Identity> answer = acceptor.install(configuration);
      return answer.thenApply(AnswerCodec::encode);
    }
  }
}
