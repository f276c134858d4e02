package io.paxos.driver.upkeep;

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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Gives the joiners copies of what the acceptors hold, before the joint era, so that it is short:
 * what they hold then under the same ballot needs no second round. A copy is the accept that the
 * acceptors had, delivered once more, to somebody who has no vote yet.
 */
final class Copier implements Carrier {
  private final Acceptors acceptors;
  private final Configuration copying;

  Copier(Acceptors acceptors, Configuration copying) {
    this.acceptors = acceptors;
    this.copying = copying;
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
    return acceptors
        .<Copies.Delivery, BatchReply>gather(
            copying.joiners(),
            (acceptor, member) -> acceptor.handle(batch(member, accepts)),
            Copies.Delivery.begin(copying),
            (delivery, from, reply) -> delivery.on(from.store(), reply),
            Copies.Delivery::isToAll)
        .thenCompose(
            delivery ->
                delivery.isEnough()
                    ? CompletableFuture.completedFuture(load)
                    : UnfinishedException.of("too few of the new acceptors take copies"));
  }

  private Batch batch(Member member, List<? extends Request<?>> requests) {
    return new Batch(copying.era(), member.store(), List.copyOf(requests));
  }
}
