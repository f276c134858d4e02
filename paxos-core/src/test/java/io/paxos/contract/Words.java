package io.paxos.contract;

import io.paxos.protocol.Accept;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Collect;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.History;
import io.paxos.protocol.Key;
import io.paxos.protocol.Lineage;
import io.paxos.protocol.Member;
import io.paxos.protocol.OperationId;
import io.paxos.protocol.Operations;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Read;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Request;
import io.paxos.protocol.ScanReply;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Draws requests, from few keys, few proposers and small counters, so that they meet. Seeded: the
 * same seed draws the same words. Confined to one thread.
 */
public final class Words {
  /** Keys that a database could mistake, or sort wrongly. */
  public static final List<Key> KEYS =
      List.of(
          Key.CONFIGURATION,
          Key.register("a"),
          Key.register("A"),
          Key.register("a b/c%20'\"\\"),
          Key.register("a\u0000"),
          Key.register("a\u0000\u0001"),
          Key.register("a\u0001"),
          Key.register("a\u0002"),
          Key.register("\uffee"),
          Key.register("\ud83d\ude00"),
          Key.register("é"),
          Key.register("e\u0301"),
          Key.writeOnce("a"),
          Key.register("k".repeat(Key.MAX_BYTES)));

  private static final List<String> NODES = List.of("n1", "n10", "N2", "n-1", "n.1", "_");

  private final Random random;
  private final int counters;
  private int drawn;
  private long lowest = 1;

  /**
   * Words from this seed.
   *
   * @param counters ballots have this many different counters, from 1 on at first
   */
  public Words(long seed, int counters) {
    this.random = new Random(seed);
    this.counters = counters;
  }

  /** A number from 0 to {@code bound - 1}. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** A key of {@link #KEYS}. */
  public Key key() {
    return KEYS.get(below(KEYS.size()));
  }

  /** A prepare, an accept or, less often, a read. */
  public Request<?> request(Key key) {
    return switch (below(5)) {
      case 0, 1 -> new Prepare(key, ballot());
      case 2, 3 -> accept(key, ballot());
      default -> new Read(key);
    };
  }

  private Accept accept(Key key, Ballot ballot) {
    Ballot later = new Ballot(ballot.counter() + 1 + below(2), ballot.proposer());
    boolean asksForNext = ballot.counter() < Long.MAX_VALUE - 2 && below(2) == 0;
    return new Accept(key, ballot, state(), asksForNext ? Optional.of(later) : Optional.empty());
  }

  /** A ballot; at times one with the greatest counters there are. */
  public Ballot ballot() {
    long incarnation = below(4) - 2L;
    ProposerId proposer = new ProposerId(NODES.get(below(NODES.size())), incarnation);
    return new Ballot(counter(), proposer);
  }

  /**
   * Counters and revisions that are drawn from now on are below and above this floor, as those of
   * proposers are that have heard of it.
   */
  public void keepUpWith(long floor) {
    lowest = Math.max(1, floor - counters / 2);
  }

  private long counter() {
    return lowest + below(counters);
  }

  /**
   * A collection of this era, to be sent to this store: of a few rows, each most often as one of
   * these rows of an acceptor tell it, which makes it the right one.
   */
  public Collect collect(long era, StoreId store, List<ScanReply.Row> rows) {
    Map<Key, Ballot> forgotten = new TreeMap<>();
    for (int left = below(8); left > 0; left--) {
      if (rows.isEmpty() || below(8) == 0) {
        forgotten.put(key(), below(3) == 0 ? Ballot.ZERO : ballot());
      } else {
        ScanReply.Row row = rows.get(below(rows.size()));
        Ballot other = below(2) == 0 ? row.promised() : Ballot.ZERO;
        forgotten.put(row.key(), below(4) == 0 ? other : row.accepted());
      }
    }
    List<Collect.Forget> forgets = new ArrayList<>();
    forgotten.forEach((key, tombstone) -> forgets.add(new Collect.Forget(key, tombstone)));
    Collections.shuffle(forgets, random);
    return new Collect(era, store, below(4) == 0 ? counter() : 0, forgets);
  }

  /** A state; at times a tombstone, an empty value, or no text. */
  public RegisterState state() {
    drawn++;
    Optional<Value> value =
        switch (below(6)) {
          case 0 -> Optional.empty();
          case 1 -> Optional.of(Value.of(new byte[0], "application/octet-stream"));
          case 2 -> Optional.of(Value.of(bytes(below(300)), "application/octet-stream"));
          default -> Optional.of(Value.text("value " + drawn + " é\u0000😀"));
        };
    // Often above every ballot of its row, which the floor has to notice when it is forgotten.
    return new RegisterState(counter() + below(counters), value, history());
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private History history() {
    Lineage lineage = Lineage.bornOver(below(3));
    Operations operations = Operations.NONE;
    for (int i = below(4); i > 0; i--) {
      lineage = lineage.extendedBy(new Ballot(100L - i, new ProposerId("n1", drawn)));
      operations =
          operations.plus(
              new Operations.Applied(
                  new OperationId("operation-" + drawn + "-" + i),
                  drawn,
                  below(2) == 0,
                  Optional.of(Value.text("result"))));
    }
    return new History(lineage, operations);
  }

  /** A configuration of this era. */
  public static Configuration configuration(long era) {
    StoreId store = StoreId.parse("00000000-0000-4000-8000-000000000001");
    Member member = new Member(new AcceptorId("n1"), "http://127.0.0.1:8081", store);
    return Configuration.stable(era, AcceptorGroup.majority(List.of(member)));
  }
}
