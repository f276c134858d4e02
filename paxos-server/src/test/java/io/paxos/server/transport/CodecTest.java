package io.paxos.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paxos.contract.Words;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Key;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.Promised;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Report;
import io.paxos.protocol.Request;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.protocol.StoreId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CodecTest {
  private static final StoreId STORE = new StoreId(new UUID(-1, 1));
  private static final int SEEDS = 300;

  @Test
  void questions_arrive_as_they_were_sent() {
    for (int seed = 0; seed < SEEDS; seed++) {
      for (Question question : questions(new Words(seed, 9))) {
        assertThat(QuestionCodec.decode(QuestionCodec.encode(question)))
            .as("seed %d", seed)
            .isEqualTo(question);
      }
    }
  }

  @Test
  void answers_arrive_as_they_were_sent() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Words words = new Words(seed, 9);
      for (BatchReply reply : batchReplies(words)) {
        assertThat(AnswerCodec.decodeBatchReply(AnswerCodec.encode(reply))).isEqualTo(reply);
        ScanReply refused = new ScanReply.Refused(reply);
        assertThat(AnswerCodec.decodeScanReply(AnswerCodec.encode(refused))).isEqualTo(refused);
        CollectReply notCollected = new CollectReply.Refused(reply);
        assertThat(AnswerCodec.decodeCollectReply(AnswerCodec.encode(notCollected)))
            .isEqualTo(notCollected);
      }
      ScanReply page = page(words);
      assertThat(AnswerCodec.decodeScanReply(AnswerCodec.encode(page))).isEqualTo(page);
      CollectReply collected = collected(words);
      assertThat(AnswerCodec.decodeCollectReply(AnswerCodec.encode(collected)))
          .isEqualTo(collected);
    }
    for (Identity identity : identities()) {
      assertThat(AnswerCodec.decodeIdentity(AnswerCodec.encode(identity))).isEqualTo(identity);
    }
  }

  @Test
  void what_stands_before_and_after_a_message_is_not_read() {
    for (Sample sample : samples(new Words(6, 9))) {
      byte[] among = new byte[sample.bytes.length + 20];
      Arrays.fill(among, (byte) 1);
      System.arraycopy(sample.bytes, 0, among, 13, sample.bytes.length);
      ByteBuffer message = ByteBuffer.wrap(among, 13, sample.bytes.length);
      Object expected = sample.decode.apply(ByteBuffer.wrap(sample.bytes));
      assertThat(sample.decode.apply(message)).isEqualTo(expected);
      assertThat(sample.decode.apply(message.slice())).isEqualTo(expected);
    }
  }

  @Test
  void proposers_are_told_apart_in_one_message() {
    List<Request<?>> requests = new ArrayList<>();
    for (ProposerId proposer : alikeInPart()) {
      requests.add(new Prepare(Key.register("k"), new Ballot(7, proposer)));
    }
    Question question = new Question.Handle(new Batch(1, STORE, requests));
    assertThat(QuestionCodec.decode(QuestionCodec.encode(question))).isEqualTo(question);
  }

  @Test
  void every_message_that_is_cut_short_is_refused() {
    for (Sample sample : samples(new Words(7, 9))) {
      for (int length = 0; length < sample.bytes.length; length++) {
        byte[] cut = Arrays.copyOf(sample.bytes, length);
        assertThatThrownBy(() -> sample.decode.apply(ByteBuffer.wrap(cut)))
            .as("%d of %d bytes", length, sample.bytes.length)
            .isInstanceOf(MalformedMessageException.class);
      }
    }
  }

  @Test
  void every_message_that_goes_on_is_refused() {
    for (Sample sample : samples(new Words(8, 9))) {
      byte[] longer = Arrays.copyOf(sample.bytes, sample.bytes.length + 1);
      assertThatThrownBy(() -> sample.decode.apply(ByteBuffer.wrap(longer)))
          .isInstanceOf(MalformedMessageException.class)
          .hasMessage("1 bytes too many");
    }
  }

  @Test
  void a_message_of_another_version_is_refused() {
    ByteBuffer message = QuestionCodec.encode(new Question.Identify());
    message.put(0, (byte) 1);
    assertThatThrownBy(() -> QuestionCodec.decode(message))
        .hasMessage("message version 1 is not 2");
  }

  @Test
  void a_length_is_compared_with_what_is_left_before_anything_is_made() {
    ByteBuffer message = QuestionCodec.encode(new Question.Install(Words.configuration(1)));
    message.putInt(2, Integer.MAX_VALUE);
    assertThatThrownBy(() -> QuestionCodec.decode(message))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageStartingWith("a length of 2147483647 with ");
    message.putInt(2, -1);
    assertThatThrownBy(() -> QuestionCodec.decode(message))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageStartingWith("a length of -1 with ");
  }

  @Test
  void damaged_messages_are_decoded_to_something_or_refused_but_never_anything_else() {
    Random random = new Random(1);
    int refused = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      for (Sample sample : samples(new Words(seed, 9))) {
        for (int i = 0; i < 20; i++) {
          refused += isRefused(sample, damaged(sample.bytes, random)) ? 1 : 0;
        }
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }

  @Test
  void garbage_is_refused() {
    Random random = new Random(2);
    for (int i = 0; i < 20_000; i++) {
      byte[] garbage = new byte[random.nextInt(64)];
      random.nextBytes(garbage);
      for (Sample sample : samples(new Words(1, 9))) {
        isRefused(sample, garbage);
      }
    }
  }

  /** A message and what reads it. */
  private static final class Sample {
    final byte[] bytes;
    final Function<ByteBuffer, Object> decode;

    Sample(ByteBuffer message, Function<ByteBuffer, Object> decode) {
      this.bytes = new byte[message.remaining()];
      message.get(bytes);
      this.decode = decode;
    }
  }

  private static boolean isRefused(Sample sample, byte[] bytes) {
    try {
      var unused = sample.decode.apply(ByteBuffer.wrap(bytes));
      return false;
    } catch (MalformedMessageException refused) {
      return true;
    }
  }

  private static byte[] damaged(byte[] message, Random random) {
    byte[] damaged = message.clone();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      damaged[1 + random.nextInt(damaged.length - 1)] = (byte) random.nextInt();
    }
    return damaged;
  }

  private static List<Sample> samples(Words words) {
    List<Sample> samples = new ArrayList<>();
    for (Question question : questions(words)) {
      samples.add(new Sample(QuestionCodec.encode(question), QuestionCodec::decode));
    }
    for (BatchReply reply : batchReplies(words)) {
      samples.add(new Sample(AnswerCodec.encode(reply), AnswerCodec::decodeBatchReply));
    }
    samples.add(new Sample(AnswerCodec.encode(page(words)), AnswerCodec::decodeScanReply));
    samples.add(new Sample(AnswerCodec.encode(collected(words)), AnswerCodec::decodeCollectReply));
    for (Identity identity : identities()) {
      samples.add(new Sample(AnswerCodec.encode(identity), AnswerCodec::decodeIdentity));
    }
    return samples;
  }

  /** Proposers, each after each other. */
  private static List<ProposerId> alikeInPart() {
    List<ProposerId> some =
        List.of(
            new ProposerId("-", 0),
            new ProposerId("-", 1),
            new ProposerId("n1", 0),
            new ProposerId("n1", 1),
            new ProposerId("n2", 1),
            new ProposerId("n21", 1),
            new ProposerId("n1", 256));
    List<ProposerId> pairs = new ArrayList<>();
    for (ProposerId one : some) {
      for (ProposerId other : some) {
        pairs.addAll(List.of(one, other));
      }
    }
    return pairs;
  }

  private static List<Question> questions(Words words) {
    List<Request<?>> requests = new ArrayList<>();
    for (int i = 1 + words.below(5); i > 0; i--) {
      requests.add(words.request(words.key()));
    }
    return List.of(
        new Question.Identify(),
        new Question.Handle(new Batch(words.below(3), STORE, requests)),
        new Question.Page(new Scan(1, STORE, Optional.empty(), 1, Scan.Scope.ALL)),
        new Question.Page(
            new Scan(1, STORE, Optional.of(words.key()), 1 + words.below(100), Scan.Scope.ALL)),
        new Question.Page(new Scan(1, STORE, Optional.empty(), 1, Scan.Scope.COLLECTABLE)),
        new Question.Gather(new Collect(2, STORE, words.below(9), List.of())),
        new Question.Gather(
            new Collect(
                1,
                STORE,
                0,
                List.of(
                    new Collect.Forget(Key.register("a"), words.ballot()),
                    new Collect.Forget(Key.writeOnce("a"), Ballot.ZERO)))),
        new Question.Install(Words.configuration(1 + words.below(5))));
  }

  private static List<BatchReply> batchReplies(Words words) {
    Report holding = new Report.Holding(words.ballot(), words.state());
    List<Reply> replies =
        List.of(
            new Promised(new Report.Bare(words.below(9))),
            new Promised(holding),
            new Conflict(Ballot.ZERO, words.below(9)),
            new Conflict(words.ballot(), 0),
            new Accepted(),
            new ReadReply(words.ballot(), holding),
            new ReadReply(Ballot.ZERO, new Report.Bare(0)));
    return List.of(
        new BatchReply.Handled(replies),
        new BatchReply.StaleEra(Words.configuration(3)),
        new BatchReply.UnknownEra(words.below(9)),
        new BatchReply.WrongStore(STORE),
        new BatchReply.NotFormed());
  }

  private static ScanReply page(Words words) {
    Key key = words.key();
    List<ScanReply.Row> rows = new ArrayList<>();
    for (ScanReply.Content content : ScanReply.Content.values()) {
      Ballot accepted = content == ScanReply.Content.NOTHING ? Ballot.ZERO : words.ballot();
      rows.add(new ScanReply.Row(key, words.ballot(), accepted, content));
    }
    OptionalLong total =
        words.below(2) == 0 ? OptionalLong.empty() : OptionalLong.of(words.below(9));
    return new ScanReply.Page(rows, words.below(9), total);
  }

  private static CollectReply collected(Words words) {
    return new CollectReply.Collected(words.below(9), words.below(9));
  }

  private static List<Identity> identities() {
    return List.of(
        new Identity(STORE, Optional.empty()),
        new Identity(STORE, Optional.of(Words.configuration(4))));
  }
}
