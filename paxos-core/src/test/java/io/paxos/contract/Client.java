package io.paxos.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.protocol.Accept;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.History;
import io.paxos.protocol.Key;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Read;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import io.paxos.spi.Acceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Sends one batch after the other to an acceptor that others write to as well, and notes what it
 * sees. In each batch are several keys, most of them young: absent rows are where writers meet
 * worst.
 */
public final class Client {
  private static final int KEYS_AT_A_TIME = 6;
  private static final int STEPS_A_KEY = 8;

  private final Acceptor acceptor;
  private final StoreId store;
  private final ProposerId proposer;
  private final Random random;
  private final List<Observation> seen = new ArrayList<>();
  private long revision;

  /** A client whose ballots and states are its own, if its number is. */
  public Client(Acceptor acceptor, StoreId store, int number) {
    this.acceptor = acceptor;
    this.store = store;
    this.proposer = new ProposerId("n" + number % 2, number);
    this.random = new Random(number);
    this.revision = number * 1_000_000L;
  }

  /** Sends this many batches, in era 1, and returns what it saw. */
  public List<Observation> run(int batches) {
    for (int step = 0; step < batches; step++) {
      List<Request<?>> requests = new ArrayList<>();
      for (int left = 1 + random.nextInt(8); left > 0; left--) {
        requests.add(request(step));
      }
      send(new Batch(1, store, requests));
    }
    return seen;
  }

  private void send(Batch batch) {
    long start = System.nanoTime();
    BatchReply reply = AcceptorContract.await(acceptor.handle(batch));
    long end = System.nanoTime();
    assertThat(reply).isInstanceOf(BatchReply.Handled.class);
    List<Reply> replies = ((BatchReply.Handled) reply).replies();
    for (int i = 0; i < replies.size(); i++) {
      seen.add(new Observation(start, end, batch.requests().get(i), replies.get(i)));
    }
  }

  private Request<?> request(int step) {
    Key key = Key.register("key " + (step / STEPS_A_KEY + random.nextInt(KEYS_AT_A_TIME)));
    Ballot ballot = new Ballot(1L + step + random.nextInt(4), proposer);
    return switch (random.nextInt(5)) {
      case 0, 1 -> new Prepare(key, ballot);
      case 2 -> new Read(key);
      case 3 -> new Accept(key, ballot, nextState(), Optional.empty());
      default ->
          new Accept(
              key, ballot, nextState(), Optional.of(new Ballot(ballot.counter() + 2, proposer)));
    };
  }

  private RegisterState nextState() {
    revision++;
    return state(revision);
  }

  /** The state of a client that has this revision. */
  public static RegisterState state(long revision) {
    return new RegisterState(
        revision, Optional.of(Value.text(Long.toString(revision))), History.bornOver(0));
  }
}
