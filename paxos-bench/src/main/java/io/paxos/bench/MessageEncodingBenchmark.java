package io.paxos.bench;

import io.paxos.protocol.Accept;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Key;
import io.paxos.protocol.Promised;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Report;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import io.paxos.server.transport.AnswerCodec;
import io.paxos.server.transport.Question;
import io.paxos.server.transport.QuestionCodec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What do a batch of accepts, and a reply of promises with what is accepted, cost on the way into
 * bytes and back?
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MessageEncodingBenchmark {
  /** How many requests or replies travel together. */
  @Param({"1", "8", "64"})
  public int batch;

  @SuppressWarnings("NullAway.Init") // see encode
  private Question question;

  @SuppressWarnings("NullAway.Init") // see encode
  private BatchReply reply;

  private ByteBuffer encodedQuestion = ByteBuffer.allocate(0);
  private ByteBuffer encodedReply = ByteBuffer.allocate(0);

  /** Makes the messages, and their bytes. */
  @Setup
  public void encode() {
    List<Key> keys = new Rows().take(batch);
    question =
        new Question.Handle(
            new Batch(
                1, StoreId.random(), keys.stream().<Request<?>>map(key -> accept(key)).toList()));
    Reply promised = new Promised(new Report.Holding(Rows.ballot(1), Rows.STATE));
    reply = new BatchReply.Handled(keys.stream().map(key -> promised).toList());
    encodedQuestion = QuestionCodec.encode(question);
    encodedReply = AnswerCodec.encode(reply);
  }

  private static Accept accept(Key key) {
    return new Accept(key, Rows.ballot(2), Rows.STATE, Optional.of(Rows.ballot(3)));
  }

  /** As the proposer's node does. */
  @Benchmark
  public ByteBuffer encodeBatch() {
    return QuestionCodec.encode(question);
  }

  /** As the acceptor's node does. */
  @Benchmark
  public Question decodeBatch() {
    return QuestionCodec.decode(encodedQuestion);
  }

  /** As the acceptor's node does. */
  @Benchmark
  public ByteBuffer encodeReply() {
    return AnswerCodec.encode(reply);
  }

  /** As the proposer's node does. */
  @Benchmark
  public BatchReply decodeReply() {
    return AnswerCodec.decodeBatchReply(encodedReply);
  }
}
