package io.paxos.bench;

import io.paxos.protocol.Ballot;
import io.paxos.protocol.History;
import io.paxos.protocol.Key;
import io.paxos.protocol.Lineage;
import io.paxos.protocol.Operations;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The rows of one acceptor that batches of requests go through, in an order that is random and the
 * same every time. Confined to one thread.
 */
final class Rows {
  static final int COUNT = 5_000;

  /** What every row has accepted: a value of 256 bytes that one proposer wrote. */
  static final RegisterState STATE =
      new RegisterState(
          1,
          Optional.of(Value.of(new byte[256], "application/octet-stream")),
          new History(Lineage.bornOver(0).extendedBy(ballot(1)), Operations.NONE));

  private final List<Key> keys;
  private int taken;
  private long counter = 1;

  Rows() {
    List<Key> shuffled = new ArrayList<>(IntStream.range(0, COUNT).mapToObj(Cluster::key).toList());
    Collections.shuffle(shuffled, new Random(1));
    keys = List.copyOf(shuffled);
  }

  /** The next so many keys, each once. */
  List<Key> take(int size) {
    if (taken + size > COUNT) {
      taken = 0;
    }
    taken += size;
    return keys.subList(taken - size, taken);
  }

  /** A ballot that is greater than every one before. */
  Ballot nextBallot() {
    counter++;
    return ballot(counter);
  }

  static Ballot ballot(long counter) {
    return new Ballot(counter, new ProposerId("bench", 1));
  }
}
