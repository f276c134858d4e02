package io.paxos.checker;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.history.Witness;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.Promised;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import java.util.List;

/** Sights what happens to the messages of rounds. */
final class RoundSpotter implements Witness {
  private final Sightings sightings;
  private final Traces traces;

  RoundSpotter(Sightings sightings, Traces traces) {
    this.sightings = sightings;
    this.traces = traces;
  }

  /** Asked before the successor becomes part of what was seen. */
  @Override
  public void started(String node, ProposerId successor) {
    ProposerTrace dead = traces.process(node);
    if (dead != null) {
      traces.registers().forEach(register -> spotUnfinished(register, dead));
    }
  }

  private void spotUnfinished(RegisterTrace register, ProposerTrace dead) {
    List<RoundTrace> rounds = register.rounds();
    int last = rounds.size() - 1;
    while (last >= 0 && !isBegunBy(rounds.get(last), dead)) {
      last--;
    }
    if (last < 0) {
      return;
    }
    RoundTrace round = rounds.get(last);
    if (round.state() == null) {
      sightings.sightIf(
          traces.eras().isAcceptQuorum(round, round.sights().promiseHeardFrom()),
          Sighting.PROPOSER_DIED_PREPARED);
    } else if (!traces.eras().isAcceptQuorum(round, round.sights().acceptHeardFrom())) {
      AcceptQuorums quorums = traces.eras().quorums(round.era());
      boolean leftForAll = quorums != null && (quorums.everybody() & ~round.acceptSentTo()) == 0;
      sightings.sight(
          leftForAll ? Sighting.PROPOSER_DIED_WAITING : Sighting.PROPOSER_DIED_PROPOSING);
    }
  }

  private static boolean isBegunBy(RoundTrace round, ProposerTrace proposer) {
    return round.proposer() == proposer && round.sights().isBegun();
  }

  @Override
  public void sent(ProposerId from, StoreId to, Request<?> request) {
    RoundTrace round = traces.round();
    if (round != null && !round.sights().isBegun()) {
      round.sights().begin(traces.sends());
      sightings.sightIf(round.isJump() && request instanceof Prepare, Sighting.FAST_FORWARD);
      supersedeBefore(round);
    }
  }

  private void supersedeBefore(RoundTrace round) {
    List<RoundTrace> rounds = round.register().rounds();
    for (int i = round.register().position(round.ballot()) - 1; i >= 0; i--) {
      if (isBegunBy(rounds.get(i), round.proposer())) {
        rounds.get(i).sights().supersede();
        return;
      }
    }
  }

  @Override
  public void replied(StoreId store, Request<?> request, Reply reply, AcceptorRow durable) {
    RoundTrace round = traces.round();
    if (round == null) {
      return;
    }
    long at = traces.store();
    if (reply instanceof Promised) {
      round.sights().promiseBy(at);
      sightings.sightIf(round.proposer().isDead(), Sighting.DEAD_PROPOSER_PROMISED);
    } else if (reply instanceof Accepted) {
      round.sights().grantAcceptBy(at);
      sightings.sightIf(round.proposer().isDead(), Sighting.DEAD_PROPOSER_ACCEPTED);
    } else if (request instanceof Prepare) {
      boolean again = (round.sights().promisedBy() & at) != 0;
      sightings.sightIf(again, Sighting.DUPLICATE_PREPARE_REFUSED);
    } else {
      boolean again = (round.sights().acceptGrantedBy() & at) != 0;
      sightings.sightIf(again, Sighting.DUPLICATE_ACCEPT_REFUSED);
      sightings.sightIf(!again && round.isUnderCachedPromise(), Sighting.CACHED_PROMISE_REFUSED);
    }
  }

  @Override
  public void received(ProposerId at, StoreId from, Request<?> request, Reply reply) {
    RoundTrace round = traces.round();
    if (round == null) {
      return;
    }
    sightings.sightIf(round.sights().isSuperseded(), Sighting.REPLY_AFTER_ROUND);
    if (reply instanceof Promised) {
      round.sights().hearPromiseFrom(traces.store());
    } else if (reply instanceof Accepted) {
      round.sights().hearAcceptFrom(traces.store());
    } else if (reply instanceof Conflict) {
      boolean onAccept = request instanceof Accept;
      sightings.sight(onAccept ? Sighting.CONFLICT_ON_ACCEPT : Sighting.CONFLICT_ON_PREPARE);
    }
  }
}
