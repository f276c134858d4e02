package io.paxos.driver;

import io.paxos.protocol.Configuration;
import io.paxos.protocol.Member;
import io.paxos.protocol.Read;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import io.paxos.spi.Acceptor;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The way to one acceptor. Thread-safe.
 *
 * <p>Reads and writes have a lane each, so that a read never waits for somebody's commit.
 */
final class Link {
  /** Spreads what hardly differs. */
  private static final int GOLDEN_RATIO = 0x9e3779b9;

  private final Member member;
  private final int preference;
  private final Lane reads;
  private final Lane writes;

  /**
   * Links to a member.
   *
   * @param node the name of this one
   * @param configuration the newest configuration known, for acceptors that have not heard of it
   * @param learn told of a later configuration that an acceptor has installed
   * @param timeout when a batch of short values without an answer counts as lost
   */
  Link(
      String node,
      Member member,
      Acceptor acceptor,
      Supplier<Configuration> configuration,
      Consumer<Configuration> learn,
      Timers timers,
      Duration timeout) {
    this.member = member;
    this.preference = (member.id().name() + node).hashCode() * GOLDEN_RATIO;
    this.reads = new Lane(member, acceptor, configuration, learn, timers, timeout);
    this.writes = new Lane(member, acceptor, configuration, learn, timers, timeout);
  }

  Member member() {
    return member;
  }

  /** Another order of the members on each node, so that not all choose the same one. */
  int preference() {
    return preference;
  }

  /** Whether it has answered quickly; not known before it was written to. */
  boolean isShort() {
    return writes.isShort();
  }

  /** How long a read would take that is sent now, as far as answers have told; 0 before. */
  long expectedNanosOfRead() {
    return reads.expectedNanos();
  }

  /** Sends a request; the listener hears once of a reply or of silence, on any thread. */
  <R extends Reply> void send(long era, Request<R> request, Listener<R> listener) {
    Lane lane = request instanceof Read ? reads : writes;
    lane.send(new Letter<>(era, request, member.store(), listener));
  }
}
