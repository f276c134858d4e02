package io.paxos.checker;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.history.Fault;
import io.paxos.history.Witness;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import java.util.HashMap;
import java.util.Map;

/** Sights what happens to disks, and counts faults. Sets of stores are bits. */
final class DiskSpotter implements Witness {
  private final Sightings sightings;
  private final Traces traces;
  private final Map<String, StoreId> stores = new HashMap<>();
  private final Map<StoreId, Long> reopened = new HashMap<>();
  private long wiped;
  private long askedSinceWiped;
  private long answeredSinceWiped;
  private long failing;

  DiskSpotter(Sightings sightings, Traces traces, Configuration configuration) {
    this.sightings = sightings;
    this.traces = traces;
    for (Member member : configuration.members()) {
      stores.put(member.id().name(), member.store());
    }
  }

  /** How many requests of all had left when the store was last reopened; 0 if it never was. */
  long reopened(StoreId store) {
    return reopened.getOrDefault(store, 0L);
  }

  @Override
  public void happened(Fault fault, String node) {
    sightings.sight(fault);
    StoreId store = stores.get(node);
    if (store == null) {
      return;
    }
    long bit = traces.bit(store);
    if (fault == Fault.DISK_WIPED) {
      wiped |= bit;
      askedSinceWiped &= ~bit;
      answeredSinceWiped &= ~bit;
    } else if (fault == Fault.COMMIT_FAILED_AND_KEPT) {
      failing |= bit;
      traces.registers().forEach(register -> keepUnanswered(register, bit));
    }
  }

  /** The commit may have been told before it was reported as failed, or may be told afterwards. */
  private void keepUnanswered(RegisterTrace register, long store) {
    for (RoundTrace round : register.rounds()) {
      long silent = round.acceptedBy() & ~round.sights().acceptGrantedBy();
      if ((silent & store) != 0) {
        keep(round);
      }
    }
  }

  private void keep(RoundTrace round) {
    if (round.isChosen() && !round.sights().isKept()) {
      sightings.sight(Sighting.FAILED_COMMIT_COUNTED);
    }
    round.sights().keep();
  }

  @Override
  public void sent(ProposerId from, StoreId to, Request<?> request) {
    askedSinceWiped |= traces.store();
  }

  @Override
  public void replied(StoreId store, Request<?> request, Reply reply, AcceptorRow durable) {
    answeredSinceWiped |= traces.store();
  }

  @Override
  public void persisted(StoreId store, Key key, AcceptorRow row) {
    RoundTrace round = traces.round();
    if (round != null && (failing & traces.store()) != 0) {
      keep(round);
    }
  }

  @Override
  public void reopened(StoreId store, Map<Key, AcceptorRow> rows) {
    failing &= ~traces.bit(store);
    reopened.put(store, traces.sends());
  }

  @Override
  public void ended() {
    if ((wiped & askedSinceWiped & ~answeredSinceWiped) != 0) {
      sightings.sight(Sighting.WIPED_DISK_REFUSED);
    }
  }
}
