package io.paxos.checker;

import io.paxos.protocol.Ballot;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.RegisterState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of one ballot of one register so far. Sets of stores are bits, see {@link
 * Traces#store()}.
 */
final class RoundTrace {
  private static final long NO_ERA = -1;

  private final RegisterTrace register;
  private final Ballot ballot;
  private final ProposerTrace proposer;
  private final @Nullable RoundTrace elsewhere;
  private final boolean ascending;
  private final boolean jump;
  private final RoundSights sights = new RoundSights();

  private @Nullable Prepare prepare;
  private @Nullable RegisterState state;
  private boolean next;
  private long prepareSentTo;
  private long acceptSentTo;
  private long acceptedBy;
  private long era = NO_ERA;
  private boolean chosen;

  /**
   * A ballot that is seen for the first time.
   *
   * @param ascending whether its proposer has used no greater one for this register
   */
  RoundTrace(RegisterTrace register, Ballot ballot, ProposerTrace proposer, boolean ascending) {
    this.register = register;
    this.ballot = ballot;
    this.proposer = proposer;
    this.ascending = ascending;
    long greatest = proposer.greatestCounter();
    this.jump = greatest > 0 && ballot.counter() > greatest + 1;
    this.elsewhere = proposer.use(this);
  }

  RegisterTrace register() {
    return register;
  }

  Ballot ballot() {
    return ballot;
  }

  ProposerTrace proposer() {
    return proposer;
  }

  /** The same ballot of another register; null as it should be. */
  @Nullable RoundTrace elsewhere() {
    return elsewhere;
  }

  /** Whether no greater ballot of the same proposer was seen before it. */
  boolean isAscending() {
    return ascending;
  }

  /** Whether its counter left some out. */
  boolean isJump() {
    return jump;
  }

  /** The era in which it was first asked for; a round has no other. */
  long era() {
    return era;
  }

  /** It is asked for in this era, if it has none. */
  void belongTo(long present) {
    era = era == NO_ERA ? present : era;
  }

  RoundSights sights() {
    return sights;
  }

  /** Whether a state proposed under a ballot has a change that was made under it. */
  static boolean isWrite(RegisterState state, Ballot ballot) {
    List<Ballot> writes = state.history().lineage().ballots();
    return !writes.isEmpty() && writes.get(writes.size() - 1).equals(ballot);
  }

  /** Whether this is the first prepare under this ballot; one that is only equal is another. */
  @SuppressWarnings("ReferenceEquality")
  boolean prepareWith(Prepare request) {
    prepare = prepare == null ? request : prepare;
    return prepare == request;
  }

  void sendPrepareTo(long store) {
    prepareSentTo |= store;
  }

  void sendAcceptTo(long store) {
    acceptSentTo |= store;
  }

  /** The first state stays. */
  void propose(RegisterState proposed) {
    state = state == null ? proposed : state;
  }

  /** It was asked for by an accept under a smaller ballot. */
  void becomeNext() {
    next = true;
  }

  void acceptBy(long store) {
    acceptedBy |= store;
  }

  void choose() {
    chosen = true;
  }

  boolean wasPrepared() {
    return prepare != null;
  }

  boolean wasNext() {
    return next;
  }

  /** Whether it was promised with the accept before, and not prepared. */
  boolean isUnderCachedPromise() {
    return next && prepare == null;
  }

  boolean wasPrepareSentTo(long store) {
    return (prepareSentTo & store) != 0;
  }

  boolean wasAcceptSentTo(long store) {
    return (acceptSentTo & store) != 0;
  }

  long acceptSentTo() {
    return acceptSentTo;
  }

  /** What was proposed under it; null while nothing was. */
  @Nullable RegisterState state() {
    return state;
  }

  /** Who has accepted it at some time. */
  long acceptedBy() {
    return acceptedBy;
  }

  boolean isChosen() {
    return chosen;
  }

  @Override
  public String toString() {
    return register.key() + " at " + ballot + described();
  }

  private String described() {
    return state == null ? "" : ": revision " + state.revision() + " is " + state.value();
  }
}
