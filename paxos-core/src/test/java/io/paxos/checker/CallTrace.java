package io.paxos.checker;

import io.paxos.history.Call;
import io.paxos.history.Operation;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was seen of one call so far. */
final class CallTrace {
  private static final long NEVER = Long.MIN_VALUE;

  private final Call call;
  private final RegisterTrace register;
  private final Set<String> nodes = new HashSet<>(2);
  private @Nullable ProposerTrace proposer;
  private Operation.@Nullable Result result;
  private long began = NEVER;
  private long asked;
  private boolean applied;
  private boolean appliedSinceAsked;
  private long revision = NEVER;
  private long secondRevision = NEVER;

  CallTrace(Call call, RegisterTrace register) {
    this.call = call;
    this.register = register;
  }

  Call call() {
    return call;
  }

  RegisterTrace register() {
    return register;
  }

  /** The first node is asked at this virtual time; what is said later is no news. */
  void beginAt(long nanoTime) {
    began = began == NEVER ? nanoTime : began;
  }

  /** In nanoseconds. */
  long began() {
    return began;
  }

  /** A node is asked; its process is this one, and so many requests had left. */
  void ask(String node, @Nullable ProposerTrace process, long sends) {
    asked = sends;
    nodes.add(node);
    proposer = process;
    appliedSinceAsked = false;
  }

  void apply() {
    applied = true;
    appliedSinceAsked = true;
  }

  void end(Operation.Result outcome) {
    result = outcome;
  }

  /** It made this revision, of which a quorum has accepted a state. */
  void takeEffect(long made) {
    if (revision == NEVER) {
      revision = made;
    } else if (revision != made) {
      secondRevision = made;
    }
  }

  /** The process that was asked last; null if none is known. */
  @Nullable ProposerTrace proposer() {
    return proposer;
  }

  /** Null while it is open. */
  Operation.@Nullable Result result() {
    return result;
  }

  /** How many requests of all had left when a node was last asked. */
  long asked() {
    return asked;
  }

  /** Whether several nodes were asked. */
  boolean wasAskedElsewhere() {
    return nodes.size() > 1;
  }

  /** Whether it was applied somewhere and would have made a revision. */
  boolean wasApplied() {
    return applied;
  }

  boolean wasAppliedSinceAsked() {
    return appliedSinceAsked;
  }

  boolean tookEffect() {
    return revision != NEVER;
  }

  boolean tookEffectTwice() {
    return secondRevision != NEVER;
  }

  /** Whether its client was told that it has no effect. */
  boolean isWithoutEffect() {
    return call.writes()
        && (result instanceof Operation.Saw || result instanceof Operation.NoEffect);
  }

  boolean isInDoubt() {
    return call.writes() && result instanceof Operation.Maybe;
  }

  @Override
  public String toString() {
    String where =
        tookEffect()
            ? " made revision " + revision + (tookEffectTwice() ? " and " + secondRevision : "")
            : "";
    return call + where + (result == null ? ", open" : ", ended as " + result);
  }
}
