package io.paxos.driver.upkeep;

import io.paxos.driver.Timers;
import io.paxos.membership.Copies;
import io.paxos.membership.Listing;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.Read;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives the joiners copies of what the acceptors hold, before the joint era, so that it is short:
 * what they hold then under the same ballot needs no second round. A copy is the accept that the
 * acceptors had, delivered once more, to somebody who has no vote yet.
 */
final class Copier implements Carrier {
  private static final int LEFT_OUT_TIMES = 10;

  private final Acceptors acceptors;
  private final Configuration copying;
  private final Timers timers;
  private final Map<StoreId, Long> leftOutUntil = new ConcurrentHashMap<>();

  Copier(Acceptors acceptors, Configuration copying, Timers timers) {
    this.acceptors = acceptors;
    this.copying = copying;
    this.timers = timers;
  }

  @Override
  public CompletionStage<Load> carry(Listing portion) {
    List<Key> keys = portion.candidates().stream().map(Listing.Candidate::key).toList();
    if (keys.isEmpty()) {
      return CompletableFuture.completedFuture(Load.NOTHING);
    }
    List<Read> reads = keys.stream().map(Read::new).toList();
    return acceptors
        .<Copies, BatchReply>gather(
            copying.current().members(),
            (acceptor, member) -> acceptor.handle(batch(member, reads)),
            Copies.begin(copying, keys),
            (copies, from, reply) -> copies.on(from.store(), reply),
            Copies::isComplete)
        .thenCompose(this::deliver);
  }

  private CompletionStage<Load> deliver(Copies copies) {
    if (!copies.isComplete()) {
      return UnfinishedException.of("no quorum of acceptors told what to copy");
    }
    List<Accept> accepts = copies.accepts();
    Load load = Load.of(accepts);
    if (accepts.isEmpty()) {
      return CompletableFuture.completedFuture(load);
    }
    long begunAt = timers.nanoTime();
    List<Member> taking = copying.joiners().stream().filter(this::isTaking).toList();
    return acceptors
        .<Copies.Delivery, BatchReply>gatherAll(
            taking,
            (acceptor, member) -> acceptor.handle(batch(member, accepts)),
            Copies.Delivery.begin(copying),
            (delivery, from, reply) -> delivery.on(from.store(), reply),
            Copies.Delivery::isEnough)
        .thenCompose(
            delivery -> {
              if (!delivery.isEnough()) {
                leftOutUntil.clear();
                return UnfinishedException.of("too few of the new acceptors take copies");
              }
              leaveOut(delivery.missing(), timers.nanoTime() - begunAt);
              return CompletableFuture.completedFuture(load);
            });
  }

  /** The copying can do without them; so they are not waited for each time. */
  private void leaveOut(Set<StoreId> silent, long waitedNanos) {
    long until = timers.nanoTime() + LEFT_OUT_TIMES * waitedNanos;
    silent.forEach(store -> leftOutUntil.putIfAbsent(store, until));
  }

  private boolean isTaking(Member joiner) {
    Long until = leftOutUntil.get(joiner.store());
    return until == null
        || (timers.nanoTime() - until >= 0 && leftOutUntil.remove(joiner.store(), until));
  }

  private Batch batch(Member member, List<? extends Request<?>> requests) {
    return new Batch(copying.era(), member.store(), List.copyOf(requests));
  }
}
