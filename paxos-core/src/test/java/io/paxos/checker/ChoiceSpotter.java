package io.paxos.checker;

import io.paxos.history.Witness;
import io.paxos.protocol.Key;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import java.util.List;
import java.util.Optional;

/** Sights how states are chosen, and what becomes of the others. */
final class ChoiceSpotter implements Witness, ChosenStates.Listener {
  private final Sightings sightings;
  private final Traces traces;
  private final DiskSpotter disks;

  ChoiceSpotter(Sightings sightings, Traces traces, DiskSpotter disks) {
    this.sightings = sightings;
    this.traces = traces;
    this.disks = disks;
  }

  @Override
  public void chosen(RoundTrace round, RegisterState state, long before) {
    sightings.sightIf(round.isUnderCachedPromise(), Sighting.CACHED_PROMISE_CHOSEN);
    sightings.sightIf(round.proposer().isDead(), Sighting.DEAD_PROPOSER_CHOSEN);
    sightings.sightIf(round.sights().isKept(), Sighting.FAILED_COMMIT_COUNTED);
    sightings.sightIf(isAcrossRestart(round), Sighting.ACCEPTOR_RESTARTED_IN_ROUND);
    sightings.sightIf(isBelowChosen(round), Sighting.CHOSEN_LATE);
    boolean again = state.revision() <= before && !RoundTrace.isWrite(state, round.ballot());
    sightings.sightIf(again && before > round.register().chain().first(), Sighting.CHOSEN_AGAIN);
    sightLinks(round.register(), before);
    if (state.revision() > before) {
      sightings.sightIf(
          state.revision() > before + 1 && isCombined(round), Sighting.COMBINED_CHOSEN);
      sightOthers(round, before);
    }
    round.sights().settle();
  }

  private boolean isAcrossRestart(RoundTrace round) {
    long both = round.acceptedBy() & round.sights().promisedBy();
    AcceptQuorums quorums = traces.eras().quorums(round.era());
    if (quorums == null || both == 0) {
      return false;
    }
    for (StoreId voter : quorums.voters()) {
      boolean voted = (both & traces.bit(voter)) != 0;
      if (voted && disks.reopened(voter) > round.sights().begun()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBelowChosen(RoundTrace round) {
    List<RoundTrace> rounds = round.register().rounds();
    for (int i = rounds.size() - 1; rounds.get(i) != round; i--) {
      if (rounds.get(i).isChosen()) {
        return true;
      }
    }
    return false;
  }

  private void sightLinks(RegisterTrace register, long before) {
    Chain chain = register.chain();
    for (long revision : chain.revisionsAfter(before)) {
      CallTrace maker = chain.maker(revision);
      sightings.sightIf(maker != null && maker.isInDoubt(), Sighting.UNKNOWN_CHOSEN_LATER);
      boolean empty = chain.makers(revision).get(0).made().isEmpty();
      sightings.sightIf(empty, Sighting.TOMBSTONE_CHOSEN);
      boolean afterBirth = revision > chain.first() + 1;
      boolean emptyBefore = chain.makers(revision).get(0).seen().isEmpty();
      sightings.sightIf(!empty && afterBirth && emptyBefore, Sighting.RECREATED);
      boolean set = register.key().kind() == Key.Kind.SWITCH && !afterBirth;
      sightings.sightIf(set && register.openSets() > 1, Sighting.SWITCH_RACED);
    }
  }

  /** What became of the rounds since the last one that was chosen. */
  private void sightOthers(RoundTrace chosen, long before) {
    List<RoundTrace> rounds = chosen.register().rounds();
    ProposerTrace second = null;
    boolean three = false;
    for (int i = chosen.register().position(chosen.ballot()) - 1; i >= 0; i--) {
      RoundTrace other = rounds.get(i);
      if (other.isChosen()) {
        break;
      }
      if (other.proposer() != chosen.proposer()) {
        three |= second != null && second != other.proposer();
        second = second == null ? other.proposer() : second;
      }
      sightOther(chosen, other, before);
    }
    sightings.sightIf(three, Sighting.THREE_RIVALS);
  }

  private void sightOther(RoundTrace chosen, RoundTrace other, long before) {
    RegisterState state = other.state();
    if (state == null || other.sights().isSettled() || state.revision() <= before) {
      return;
    }
    other.sights().settle();
    Chain chain = chosen.register().chain();
    boolean minority = other.acceptedBy() != 0;
    if (chain.mayHold(state.revision(), state.value())) {
      boolean foreign = other.proposer() != chosen.proposer();
      sightings.sightIf(minority && foreign, Sighting.MINORITY_ACCEPT_CHOSEN);
    } else {
      sightings.sightIf(minority, Sighting.MINORITY_ACCEPT_LOST);
      sightings.sightIf(isCombined(other), Sighting.COMBINED_LOST);
    }
  }

  /** Whether the change before its last one was never proposed by itself. */
  private static boolean isCombined(RoundTrace round) {
    RegisterState state = round.state();
    if (state == null || state.revision() <= round.register().chain().first() + 1) {
      return false;
    }
    for (Application last : round.register().chain().applied(state.revision())) {
      if (last.made().equals(state.value())
          && !isProposed(round.register(), state.revision() - 1, last.seen())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isProposed(RegisterTrace register, long revision, Optional<Value> value) {
    for (RoundTrace round : register.rounds()) {
      RegisterState state = round.state();
      if (state != null && state.revision() == revision && state.value().equals(value)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void ended() {
    for (RegisterTrace register : traces.registers()) {
      for (RoundTrace round : register.rounds()) {
        boolean chosen = round.isChosen();
        RoundSights sights = round.sights();
        sightings.sightIf(
            chosen && !traces.eras().isAcceptQuorum(round, sights.acceptHeardFrom()),
            Sighting.CHOSEN_UNNOTICED);
        sightings.sightIf(
            chosen && !traces.eras().isAcceptQuorum(round, sights.acceptGrantedBy()),
            Sighting.SILENT_ACCEPT_COUNTED);
        boolean nobody = round.state() != null && round.acceptedBy() == 0;
        sightings.sightIf(nobody, Sighting.NEVER_ACCEPTED);
      }
    }
  }
}
