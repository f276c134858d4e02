package io.paxos.checker;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.history.Operation;
import io.paxos.history.Witness;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import java.util.List;

/**
 * Notices when a state is chosen: when every store of an accept quorum of the era in which it was
 * proposed has accepted it under one ballot at some time, whether anybody knows or not. Grows the
 * chain of its register.
 */
final class ChosenStates implements Witness {
  private final Traces traces;
  private final Listener listener;

  /** Who wants to know. */
  interface Listener {
    /**
     * A state is chosen.
     *
     * @param before the greatest chosen revision before; the chain has grown from there up to the
     *     revision of the state, if that is greater and applications explain it
     */
    void chosen(RoundTrace round, RegisterState state, long before);
  }

  ChosenStates(Traces traces, Listener listener) {
    this.traces = traces;
    this.listener = listener;
  }

  @Override
  public void persisted(StoreId store, Key key, AcceptorRow row) {
    accepted();
  }

  /** Of several accepts in one commit the disk shows the last only; the replies tell of all. */
  @Override
  public void replied(StoreId store, Request<?> request, Reply reply, AcceptorRow durable) {
    if (reply instanceof Accepted) {
      accepted();
    }
  }

  /** Its client vouches for the revision that a write made. */
  @Override
  public void returned(Operation operation) {
    CallTrace call = traces.call();
    Chain chain = traces.register().chain();
    if (call != null && operation.result() instanceof Operation.Wrote wrote) {
      if (chain.mayBeBy(call, wrote.revision())) {
        chain.narrow(wrote.revision(), call);
      }
      call.takeEffect(wrote.revision());
    }
  }

  /**
   * A change of membership has ended: what was proposed while two groups decided, and only the one
   * that is left accepted it, is chosen from then on, since that one decides alone.
   */
  void recount() {
    for (RegisterTrace register : List.copyOf(traces.registers())) {
      for (RoundTrace round : List.copyOf(register.rounds())) {
        chooseIfCounted(round);
      }
    }
  }

  private void accepted() {
    RoundTrace round = traces.round();
    if (round == null || (round.acceptedBy() & traces.store()) != 0) {
      return;
    }
    round.acceptBy(traces.store());
    chooseIfCounted(round);
  }

  private void chooseIfCounted(RoundTrace round) {
    RegisterState state = round.state();
    if (state != null && !round.isChosen() && isCounted(round)) {
      round.choose();
      grow(round, state);
    }
  }

  private boolean isCounted(RoundTrace round) {
    return traces.eras().isAcceptQuorum(round, round.acceptedBy())
        || isEnoughTurnedBack(round)
        || isHeldLater(round);
  }

  /**
   * Whether it was proposed in a change that was turned back since, and those who decide alone
   * again have accepted it. They had to be asked by every round of the change as well, so whoever
   * got promises for a greater ballot meanwhile has found it among them.
   */
  private boolean isEnoughTurnedBack(RoundTrace round) {
    Configuration own = traces.eras().configuration(round.era());
    Configuration newest = traces.eras().newest();
    AcceptQuorums quorums = traces.eras().quorums(newest.era());
    return own != null
        && quorums != null
        && own.stage() == Configuration.Stage.JOINT
        && newest.isStable()
        && newest.era() == own.era() + 1
        && newest.current().equals(own.current())
        && quorums.has(round.acceptedBy());
  }

  /** Whether acceptors who decide alone in a later era hold it, and none of them a greater one. */
  private boolean isHeldLater(RoundTrace round) {
    Configuration newest = traces.eras().newest();
    AcceptQuorums quorums = traces.eras().quorums(newest.era());
    if (round.era() >= newest.era() || !newest.isStable() || quorums == null) {
      return false;
    }
    long holders = 0;
    for (StoreId voter : quorums.voters()) {
      Ballot held = traces.disk(voter, round.register()).row().report().ballot();
      if (held.isGreaterThan(round.ballot())) {
        return false;
      }
      holders |= held.equals(round.ballot()) ? traces.bit(voter) : 0;
    }
    return quorums.has(holders);
  }

  private void grow(RoundTrace round, RegisterState state) {
    Chain chain = round.register().chain();
    long before = chain.top();
    if (round.register().isOfClients() && state.revision() > before && chain.extendTo(state)) {
      for (long revision : chain.revisionsAfter(before)) {
        CallTrace maker = chain.maker(revision);
        if (maker != null) {
          maker.takeEffect(revision);
        }
      }
    }
    listener.chosen(round, state, before);
  }
}
