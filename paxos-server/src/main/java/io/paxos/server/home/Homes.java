package io.paxos.server.home;

import io.paxos.driver.Proposer;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Which node is the home of a register (rendezvous hashing): the same one for everybody who knows
 * the same members and has lost touch with none. Thread-safe.
 */
public final class Homes {
  private static final long LEFT_OUT_NANOS = Duration.ofSeconds(1).toNanos();

  private final Supplier<Optional<Proposer>> proposer;
  private final Predicate<String> isOwn;
  private final LongSupplier nanoTime;
  private final Map<Member, Long> silentSince = new ConcurrentHashMap<>();

  /**
   * Where a change goes.
   *
   * @param revision the one that it probably meets there; empty where many changes meet, of which
   *     only the first would find it
   */
  record Home(Member node, OptionalLong revision) {
    Home at(long other) {
      return new Home(node, OptionalLong.of(other));
    }
  }

  /**
   * Homes as one node sees them.
   *
   * @param proposer this node's; empty until the cluster has formed
   * @param isOwn whether an address is that of this node
   * @param nanoTime a monotonic clock
   */
  public Homes(
      Supplier<Optional<Proposer>> proposer, Predicate<String> isOwn, LongSupplier nanoTime) {
    this.proposer = proposer;
    this.isOwn = isOwn;
    this.nanoTime = nanoTime;
  }

  /**
   * The other node to which a read of this register had better go; empty if nobody is in the way
   * here, or if this node is the home itself.
   */
  Optional<Member> ofRead(Key key) {
    return proposer.get().filter(own -> own.isContended(key)).flatMap(own -> elsewhere(own, key));
  }

  /**
   * The other node to which a change of this register had better go; empty if nobody else is at
   * work on it, or if this node is the home itself. One that is far is only asked if somebody is in
   * the way here: else to go there costs more than the phase that it saves.
   */
  Optional<Home> ofChange(Key key) {
    return proposer.get().flatMap(own -> ofChange(own, key));
  }

  private Optional<Home> ofChange(Proposer own, Key key) {
    if (own.isContended(key)) {
      return elsewhere(own, key).map(node -> new Home(node, OptionalLong.empty()));
    }
    OptionalLong revision = own.sharedAt(key);
    return revision.isEmpty()
        ? Optional.empty()
        : elsewhere(own, key).filter(own::isNear).map(node -> new Home(node, revision));
  }

  private Optional<Member> elsewhere(Proposer own, Key key) {
    return homeOf(key, own.configuration()).filter(home -> !isOwn.test(home.address()));
  }

  /**
   * This node does not answer: for a second it is nobody's home.
   *
   * @return whether it would be one otherwise
   */
  boolean onSilence(Member node) {
    silentSince.put(node, nanoTime.getAsLong());
    return proposer.get().filter(own -> own.configuration().voters().contains(node)).isPresent();
  }

  /** An acceptor in a database that is reached by JDBC is no node. */
  private Optional<Member> homeOf(Key key, Configuration configuration) {
    int hash = key.text().hashCode();
    Member home = null;
    for (Member member : configuration.voters()) {
      boolean mayBe = member.address().startsWith("http:") && !isSilent(member);
      if (mayBe && (home == null || isBefore(member, home, hash))) {
        home = member;
      }
    }
    return Optional.ofNullable(home);
  }

  private static boolean isBefore(Member member, Member other, int hashOfKey) {
    int order = Long.compare(weight(hashOfKey, member), weight(hashOfKey, other));
    return order > 0 || (order == 0 && member.id().name().compareTo(other.id().name()) > 0);
  }

  private boolean isSilent(Member member) {
    Long since = silentSince.get(member);
    if (since == null) {
      return false;
    }
    boolean over = nanoTime.getAsLong() - since > LEFT_OUT_NANOS;
    return !over || !silentSince.remove(member, since);
  }

  /** The finalizer of SplitMix64 over both names, which every node computes alike. */
  private static long weight(int hashOfKey, Member member) {
    long mixed = ((long) hashOfKey << 32) ^ member.id().name().hashCode();
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
