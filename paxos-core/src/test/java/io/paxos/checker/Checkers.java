package io.paxos.checker;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.driver.upkeep.Membership;
import io.paxos.history.Call;
import io.paxos.history.Fault;
import io.paxos.history.Operation;
import io.paxos.history.Witness;
import io.paxos.protocol.Accept;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import io.paxos.register.Decision;
import io.paxos.register.Versioned;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * All checkers of one run, and what was sighted in it. After the first violation nothing more is
 * looked at. Confined to one thread.
 *
 * <p>Everything is told to whom it concerns by name, not through a list: this is the hottest path
 * of a simulation.
 */
public final class Checkers implements Witness {
  private final Findings findings = new Findings();
  private final Traces traces;
  private final ChosenStates chosenStates;
  private final ConfigurationsFollow configurationsFollow;
  private final OneEraPerBallot oneEraPerBallot;
  private final OnlyMembersVote onlyMembersVote;
  private final ForgottenWhenAllHoldIt forgottenWhenAllHoldIt;
  private final Linearizability linearizability;
  private final OneValuePerBallot oneValuePerBallot;
  private final PromisesRise promisesRise;
  private final PersistedBeforeReply persistedBeforeReply;
  private final ChosenStaysChosen chosenStaysChosen;
  private final RevisionsGrowByOne revisionsGrowByOne;
  private final RejectedHasNoEffect rejectedHasNoEffect;
  private final UnknownAtMostOnce unknownAtMostOnce;
  private final BallotsNeverReused ballotsNeverReused;
  private final FinishesAfterHealing finishesAfterHealing;
  private final Sightings sightings = new Sightings();
  private final RoundSpotter roundSpotter;
  private final DiskSpotter diskSpotter;
  private final ChoiceSpotter choiceSpotter;
  private final CallSpotter callSpotter;
  private final MembershipSpotter membershipSpotter;

  /**
   * Checkers of a run that begins.
   *
   * @param configuration that was agreed on first; its acceptors are named as the nodes are
   * @param firstRevision at which registers begin empty: the floor that they are born over
   * @param nanoTime virtual time
   * @param boundNanos within which a call returns once everything is healed
   */
  public Checkers(
      Configuration configuration, long firstRevision, LongSupplier nanoTime, long boundNanos) {
    this.traces = new Traces(configuration, firstRevision);
    this.chosenStates = new ChosenStates(traces, this::chosen);
    this.configurationsFollow = new ConfigurationsFollow(findings, traces);
    this.oneEraPerBallot = new OneEraPerBallot(findings, traces);
    this.onlyMembersVote = new OnlyMembersVote(findings, traces);
    this.forgottenWhenAllHoldIt = new ForgottenWhenAllHoldIt(findings, traces);
    this.linearizability = new Linearizability(findings, traces);
    this.oneValuePerBallot = new OneValuePerBallot(findings, traces);
    this.promisesRise = new PromisesRise(findings, traces);
    this.persistedBeforeReply = new PersistedBeforeReply(findings, traces);
    this.chosenStaysChosen = new ChosenStaysChosen(findings, traces);
    this.revisionsGrowByOne = new RevisionsGrowByOne(findings);
    this.rejectedHasNoEffect = new RejectedHasNoEffect(findings, traces);
    this.unknownAtMostOnce = new UnknownAtMostOnce(findings, traces);
    this.ballotsNeverReused = new BallotsNeverReused(findings, traces);
    this.finishesAfterHealing = new FinishesAfterHealing(findings, traces, nanoTime, boundNanos);
    this.roundSpotter = new RoundSpotter(sightings, traces);
    this.diskSpotter = new DiskSpotter(sightings, traces, configuration);
    this.choiceSpotter = new ChoiceSpotter(sightings, traces, diskSpotter);
    this.callSpotter = new CallSpotter(sightings, traces);
    this.membershipSpotter = new MembershipSpotter(sightings, traces);
  }

  /** The name of the first checker that found something, and what. */
  public Optional<String> violation() {
    return findings.first();
  }

  /** Whether some checker has found something. */
  public boolean hasViolation() {
    return !findings.isClean();
  }

  /** What really happened. */
  public Sightings sightings() {
    return sightings;
  }

  @Override
  public void started(String node, ProposerId proposer) {
    if (findings.isClean()) {
      ballotsNeverReused.started(node, proposer);
      roundSpotter.started(node, proposer);
      traces.started(node, proposer);
    }
  }

  @Override
  public void sent(ProposerId from, StoreId to, Request<?> request) {
    if (findings.isClean()) {
      traces.sent(from, to, request);
      oneValuePerBallot.sent(from, to, request);
      chosenStaysChosen.sent(from, to, request);
      roundSpotter.sent(from, to, request);
      diskSpotter.sent(from, to, request);
      ballotsNeverReused.sent(from, to, request);
      oneEraPerBallot.sent(from, to, request);
    }
  }

  @Override
  public void inEra(long era) {
    traces.inEra(era);
  }

  @Override
  public void copied(ProposerId from, StoreId to, Accept accept) {
    if (findings.isClean()) {
      traces.copied(from, to, accept);
      oneValuePerBallot.copied(from, to, accept);
    }
  }

  @Override
  public void collected(StoreId store, long floor, List<Key> forgotten) {
    if (findings.isClean()) {
      traces.collected(store, floor, forgotten);
      promisesRise.collected(store, floor, forgotten);
      forgottenWhenAllHoldIt.collected(store, floor, forgotten);
      membershipSpotter.collected(store, floor, forgotten);
    }
  }

  @Override
  public void refused(StoreId from, BatchReply why) {
    membershipSpotter.refused(from, why);
  }

  @Override
  public void answered(Membership.Answer answer) {
    membershipSpotter.answered(answer);
  }

  @Override
  public void stuck(String what) {
    if (findings.isClean()) {
      finishesAfterHealing.stuck(what);
    }
  }

  @Override
  public void persisted(StoreId store, Key key, AcceptorRow row) {
    if (findings.isClean()) {
      traces.persisted(store, key, row);
      promisesRise.persisted(store, key, row);
      persistedBeforeReply.persisted(store, key, row);
      oneValuePerBallot.persisted(store, key, row);
      diskSpotter.persisted(store, key, row);
      chosenStates.persisted(store, key, row);
    }
  }

  @Override
  public void reopened(StoreId store, Map<Key, AcceptorRow> rows) {
    if (findings.isClean()) {
      promisesRise.reopened(store, rows);
      diskSpotter.reopened(store, rows);
    }
  }

  @Override
  public void replied(StoreId store, Request<?> request, Reply reply, AcceptorRow durable) {
    if (findings.isClean()) {
      traces.replied(store, request, reply, durable);
      persistedBeforeReply.replied(store, request, reply, durable);
      promisesRise.replied(store, request, reply, durable);
      onlyMembersVote.replied(store, request, reply, durable);
      membershipSpotter.replied(store, request, reply, durable);
      roundSpotter.replied(store, request, reply, durable);
      diskSpotter.replied(store, request, reply, durable);
      chosenStates.replied(store, request, reply, durable);
    }
  }

  @Override
  public void received(ProposerId at, StoreId from, Request<?> request, Reply reply) {
    if (findings.isClean()) {
      traces.received(at, from, request, reply);
      roundSpotter.received(at, from, request, reply);
    }
  }

  @Override
  public void called(Call call, String node, int attempt) {
    if (findings.isClean()) {
      traces.called(call, node, attempt);
      finishesAfterHealing.called(call, node, attempt);
      callSpotter.called(call, node, attempt);
    }
  }

  @Override
  public void applied(Call call, Versioned<Value> seen, Decision<Value> decision) {
    if (findings.isClean()) {
      traces.applied(call, seen, decision);
    }
  }

  @Override
  public void returned(Operation operation) {
    if (findings.isClean()) {
      traces.returned(operation);
      linearizability.returned(operation);
      chosenStaysChosen.returned(operation);
      chosenStates.returned(operation);
      unknownAtMostOnce.returned(operation);
      rejectedHasNoEffect.returned(operation);
      finishesAfterHealing.returned(operation);
      callSpotter.returned(operation);
    }
  }

  @Override
  public void happened(Fault fault, String node) {
    if (findings.isClean()) {
      diskSpotter.happened(fault, node);
    }
  }

  @Override
  public void healed() {
    if (findings.isClean()) {
      finishesAfterHealing.healed();
      callSpotter.healed();
    }
  }

  @Override
  public void ended() {
    if (findings.isClean()) {
      linearizability.ended();
      finishesAfterHealing.ended();
      diskSpotter.ended();
      choiceSpotter.ended();
      callSpotter.ended();
      membershipSpotter.ended();
    }
  }

  private void chosen(RoundTrace round, RegisterState state, long before) {
    long era = traces.eras().newest().era();
    configurationsFollow.chosen(round, state, before);
    chosenStaysChosen.chosen(round, state, before);
    revisionsGrowByOne.chosen(round, state, before);
    rejectedHasNoEffect.chosen(round, state, before);
    unknownAtMostOnce.chosen(round, state, before);
    if (findings.isClean()) {
      membershipSpotter.chosen(round, state, before);
      if (round.register().isOfClients()) {
        choiceSpotter.chosen(round, state, before);
      }
    }
    if (traces.eras().newest().era() > era && traces.eras().newest().isStable()) {
      chosenStates.recount();
    }
  }
}
