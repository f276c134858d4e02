package io.paxos.checker;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.history.Operation;
import io.paxos.history.Witness;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Key;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;

/**
 * Notices when a state is chosen: when every store of an accept quorum has accepted it under one
 * ballot at some time, whether anybody knows or not. Grows the chain of its register.
 */
final class ChosenStates implements Witness {
  private final Traces traces;
  private final AcceptQuorums quorums;
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

  ChosenStates(Traces traces, AcceptQuorums quorums, Listener listener) {
    this.traces = traces;
    this.quorums = quorums;
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

  private void accepted() {
    RoundTrace round = traces.round();
    if (round == null || (round.acceptedBy() & traces.store()) != 0) {
      return;
    }
    round.acceptBy(traces.store());
    RegisterState state = round.state();
    if (state != null && !round.isChosen() && quorums.has(round.acceptedBy())) {
      round.choose();
      grow(round, state);
    }
  }

  private void grow(RoundTrace round, RegisterState state) {
    Chain chain = round.register().chain();
    long before = chain.top();
    if (state.revision() > before && chain.extendTo(state.revision(), state.value())) {
      for (long revision = before + 1; revision <= chain.top(); revision++) {
        CallTrace maker = chain.maker(revision);
        if (maker != null) {
          maker.takeEffect(revision);
        }
      }
    }
    listener.chosen(round, state, before);
  }
}
