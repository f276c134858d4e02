package io.paxos.checker;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.driver.upkeep.Membership;
import io.paxos.history.Witness;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Configuration.Stage;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Report;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Sights what happens when acceptors come and go, and when rows are forgotten. */
final class MembershipSpotter implements Witness, ChosenStates.Listener {
  private final Sightings sightings;
  private final Traces traces;
  private Configuration present;
  private String coordinator = "";

  MembershipSpotter(Sightings sightings, Traces traces) {
    this.sightings = sightings;
    this.traces = traces;
    this.present = traces.eras().newest();
  }

  @Override
  public void chosen(RoundTrace round, RegisterState state, long before) {
    Key key = round.register().key();
    if (round.register().isOfClients()) {
      sightBirth(round, before);
    } else if (key.equals(Key.CONFIGURATION) && traces.eras().newest().era() > present.era()) {
      sightStep(present, traces.eras().newest());
      present = traces.eras().newest();
    } else if (key.equals(Key.CHANGE)) {
      sightCoordinator(state.value().map(Value::utf8).orElse("").split("\n", 2)[0]);
    }
  }

  private void sightBirth(RoundTrace round, long before) {
    Chain chain = round.register().chain();
    boolean isBorn = before == chain.first() && chain.top() > before;
    sightings.sightIf(isBorn && !present.isStable(), Sighting.CREATED_DURING_CHANGE);
    boolean again =
        chain.top() > before && before > chain.first() && chain.lives().mayBeAbsentAfter(before);
    sightings.sightIf(again, Sighting.BORN_AGAIN);
    sightings.sightIf(again && chain.isLeftOut(before + 1), Sighting.BORN_OVER_A_GREATER_FLOOR);
  }

  private void sightStep(Configuration before, Configuration after) {
    if (!after.isStable()) {
      return;
    }
    boolean isDone =
        before.stage() == Stage.JOINT && Optional.of(after.current()).equals(before.next());
    if (isDone) {
      sightings.sight(Sighting.CHANGE_COMPLETED);
      AcceptorGroup group = after.current();
      sightings.sightIf(
          Collections.disjoint(stores(before.current()), stores(group)), Sighting.ALL_REPLACED);
      sightings.sightIf(isReplacedBySameName(before), Sighting.REPLACED_BY_THE_SAME_NAME);
      sightings.sightIf(
          !group.equals(AcceptorGroup.majority(group.members())), Sighting.SIZES_CHANGED);
    } else {
      boolean joint = before.stage() == Stage.JOINT;
      sightings.sight(joint ? Sighting.CHANGE_ABORTED_LATE : Sighting.CHANGE_ABORTED);
    }
    coordinator = "";
  }

  private static boolean isReplacedBySameName(Configuration joint) {
    return joint.joiners().stream()
        .anyMatch(
            joiner ->
                joint.current().members().stream().anyMatch(old -> old.id().equals(joiner.id())));
  }

  private static Set<StoreId> stores(AcceptorGroup group) {
    return group.members().stream().map(Member::store).collect(Collectors.toSet());
  }

  private void sightCoordinator(String holder) {
    if (!holder.isEmpty() && !present.isStable()) {
      boolean replaced = !coordinator.isEmpty() && !coordinator.equals(holder);
      sightings.sightIf(replaced, Sighting.COORDINATOR_REPLACED);
      coordinator = holder;
    }
  }

  @Override
  public void replied(StoreId store, Request<?> request, Reply reply, AcceptorRow durable) {
    if (reply instanceof Accepted) {
      AcceptQuorums quorums = traces.eras().quorums(traces.era());
      boolean votes = quorums == null || (quorums.everybody() & traces.store()) != 0;
      sightings.sightIf(!votes, Sighting.COPY_DELIVERED);
    }
  }

  @Override
  public void collected(StoreId store, long floor, List<Key> forgotten) {
    for (Key key : forgotten) {
      boolean bare = traces.disk(store, key).before().report() instanceof Report.Bare;
      sightings.sight(bare ? Sighting.PROMISE_FOLDED : Sighting.TOMBSTONE_FORGOTTEN);
    }
    Configuration era = traces.eras().configuration(traces.era());
    sightings.sightIf(era != null && !era.isStable(), Sighting.FLOOR_RAISED_BY_TRANSFER);
  }

  @Override
  public void refused(StoreId from, BatchReply why) {
    sightings.sightIf(why instanceof BatchReply.StaleEra, Sighting.STALE_ERA_REFUSED);
    sightings.sightIf(why instanceof BatchReply.UnknownEra, Sighting.UNKNOWN_ERA_REFUSED);
    sightings.sightIf(why instanceof BatchReply.WrongStore, Sighting.WRONG_STORE_REFUSED);
  }

  @Override
  public void answered(Membership.Answer answer) {
    sightings.sightIf(answer instanceof Membership.Answer.Busy, Sighting.SECOND_CHANGE_REFUSED);
    if (answer instanceof Membership.Answer.Refused refused) {
      sightings.sightIf(
          refused.reason().contains("has left this cluster"), Sighting.RETIRED_STORE_REFUSED);
    }
  }

  @Override
  public void ended() {
    for (RegisterTrace register : traces.registers()) {
      register.rounds().forEach(this::sightSkipped);
    }
  }

  /** A round of the transfer that ended with its promises, because they agreed. */
  private void sightSkipped(RoundTrace round) {
    AcceptQuorums quorums = traces.eras().quorums(round.era());
    Configuration era = traces.eras().configuration(round.era());
    boolean skipped =
        quorums != null
            && era != null
            && era.stage() == Stage.JOINT
            && round.state() == null
            && quorums.isPrepared(round.sights().promiseHeardFrom())
            && round.register().chain().top() > round.register().chain().first();
    sightings.sightIf(skipped, Sighting.AGREED_WITHOUT_ACCEPT);
  }
}
