package io.paxos.bench;

import io.paxos.protocol.Key;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/** A thread that waits for each answer before it asks again, with registers of its own. */
@State(Scope.Thread)
public class Caller {
  /** The registers of all callers together. */
  static final int REGISTERS = 5_000;

  private int number;
  private List<Key> own = List.of();
  private int next;

  /** Takes its share of the registers. */
  @Setup
  public void takeShare(ThreadParams place) {
    number = place.getThreadIndex();
    int share = REGISTERS / place.getThreadCount();
    own = IntStream.range(number * share, (number + 1) * share).mapToObj(Cluster::key).toList();
  }

  /** Which of the callers this is, from 0. */
  int number() {
    return number;
  }

  /** The next of its registers, around and around. */
  Key ownKey() {
    next = next + 1 < own.size() ? next + 1 : 0;
    return own.get(next);
  }
}
