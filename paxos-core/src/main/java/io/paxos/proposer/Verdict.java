package io.paxos.proposer;

import io.paxos.protocol.Value;
import io.paxos.register.Outcome;

/** What a {@link Combination} makes of one submission. */
public sealed interface Verdict {
  /** This outcome, once the proposal is chosen; the proposal does not carry the change. */
  record Settled(Outcome<Value> outcome) implements Verdict {}

  /** This outcome of an earlier proposal, which is part of this one, once this one is chosen. */
  record Earlier(Outcome<Value> outcome) implements Verdict {}

  /** The proposal carries the change: this outcome, once it is chosen. */
  record Carried(Outcome.Committed<Value> outcome) implements Verdict {}

  /** The change function threw: the caller's own exception, once the proposal is chosen. */
  record Threw(Throwable thrown) implements Verdict {}

  /** Whether it took effect is forgotten, and no round will tell. */
  record Forgotten(String reason) implements Verdict {}

  /**
   * Whether the change is in, if the proposal is: then no answer may say that it was not applied.
   */
  default boolean isIn() {
    return this instanceof Carried || this instanceof Earlier;
  }
}
