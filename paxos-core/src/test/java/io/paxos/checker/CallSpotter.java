package io.paxos.checker;

import io.paxos.history.Call;
import io.paxos.history.Operation;
import io.paxos.history.Operation.NoEffect;
import io.paxos.history.Operation.Saw;
import io.paxos.history.Operation.Wrote;
import io.paxos.history.Witness;
import io.paxos.protocol.RegisterState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sights what clients meet. */
final class CallSpotter implements Witness {
  private final Sightings sightings;
  private final Traces traces;

  CallSpotter(Sightings sightings, Traces traces) {
    this.sightings = sightings;
    this.traces = traces;
  }

  @Override
  public void called(Call call, String node, int attempt) {
    if (attempt == 1 && call.kind() == Call.Kind.COMPARE_AND_SET) {
      traces.register().openSet();
    }
  }

  @Override
  public void returned(Operation operation) {
    CallTrace call = traces.call();
    if (call == null) {
      return;
    }
    boolean read = call.call().kind() == Call.Kind.READ;
    if (call.call().kind() == Call.Kind.COMPARE_AND_SET) {
      traces.register().closeSet();
    }
    if (operation.result() instanceof Wrote wrote) {
      wrote(call, wrote);
    } else if (operation.result() instanceof NoEffect) {
      sightings.sight(read ? Sighting.READ_GAVE_UP : Sighting.WRITE_NOT_APPLIED);
    } else if (operation.result() instanceof Saw saw) {
      saw(call, saw);
      if (read) {
        read(call, saw);
      } else {
        rejected(call);
      }
    }
  }

  private void wrote(CallTrace call, Wrote wrote) {
    if (call.wasAskedElsewhere()) {
      boolean again = call.wasAppliedSinceAsked();
      sightings.sight(again ? Sighting.APPLIED_ELSEWHERE : Sighting.REPLAYED_ELSEWHERE);
    } else {
      RoundTrace carrier = carrierOf(call, wrote.revision());
      boolean unanswered =
          carrier != null
              && !traces.eras().isAcceptQuorum(carrier, carrier.sights().acceptHeardFrom());
      sightings.sightIf(unanswered, Sighting.ACKNOWLEDGED_BY_LINEAGE);
    }
  }

  /** The first round of the proposer that was asked which carried the change. */
  private @Nullable RoundTrace carrierOf(CallTrace call, long revision) {
    List<RoundTrace> rounds = traces.register().rounds();
    RoundTrace carrier = null;
    for (int i = rounds.size() - 1; i >= 0; i--) {
      RoundTrace round = rounds.get(i);
      RegisterState state = round.state();
      if (round.proposer() != call.proposer() || state == null) {
        continue;
      }
      if (round.sights().begun() < call.asked() || state.revision() < revision) {
        break;
      }
      boolean carries =
          state.revision() > revision || traces.register().chain().mayHold(revision, state.value());
      carrier = carries ? round : carrier;
    }
    return carrier;
  }

  private void saw(CallTrace call, Saw saw) {
    Chain chain = traces.register().chain();
    if (saw.revision() > chain.first() && chain.isChosen(saw.revision())) {
      CallTrace maker = chain.maker(saw.revision());
      boolean seen = maker != null && maker.isInDoubt() && isForeign(maker, call);
      sightings.sightIf(seen, Sighting.UNKNOWN_SEEN);
    }
  }

  private static boolean isForeign(CallTrace one, CallTrace other) {
    return !one.call().client().equals(other.call().client());
  }

  private void read(CallTrace call, Saw saw) {
    Chain chain = traces.register().chain();
    boolean atBirth = saw.revision() == chain.first();
    if (atBirth) {
      sightings.sight(Sighting.READ_BARE);
    }
    sightings.sightIf(atBirth && chain.top() > chain.first(), Sighting.READ_FORGOTTEN);
    sightings.sightIf(saw.value().isEmpty() && !atBirth, Sighting.READ_TOMBSTONE);
    sightings.sightIf(wasRepaired(call, saw.revision()), Sighting.READ_REPAIRED);
  }

  /** Whether its proposer had this revision accepted again, unchanged, since it was asked. */
  private boolean wasRepaired(CallTrace call, long revision) {
    List<RoundTrace> rounds = traces.register().rounds();
    for (int i = rounds.size() - 1; i >= 0; i--) {
      RoundTrace round = rounds.get(i);
      RegisterState state = round.state();
      if (round.proposer() == call.proposer() && state != null) {
        return round.sights().begun() >= call.asked()
            && state.revision() == revision
            && !RoundTrace.isWrite(state, round.ballot());
      }
    }
    return false;
  }

  private void rejected(CallTrace call) {
    boolean conditional = call.call().kind() == Call.Kind.COMPARE_AND_SET;
    sightings.sightIf(conditional, Sighting.COMPARE_AND_SET_REJECTED);
    sightings.sightIf(call.call().kind() == Call.Kind.DELETE, Sighting.DELETE_FOUND_NOTHING);
    sightings.sightIf(conditional && call.wasApplied(), Sighting.REJECTED_AFTER_APPLIED);
  }

  @Override
  public void healed() {
    for (CallTrace call : traces.calls()) {
      if (call.result() == null) {
        sightings.sight(Sighting.HEALED_WITH_CALLS_OPEN);
        return;
      }
    }
  }

  @Override
  public void ended() {
    for (CallTrace call : traces.calls()) {
      boolean without = call.isInDoubt() && !call.tookEffect();
      sightings.sightIf(without, Sighting.UNKNOWN_WITHOUT_EFFECT);
    }
  }
}
