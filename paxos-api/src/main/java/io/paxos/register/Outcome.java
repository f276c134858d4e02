package io.paxos.register;

import java.util.function.Function;

/** What came of a change (rule R7). Never a guess: what is not known says so. */
public sealed interface Outcome<T> {
  /**
   * The change took effect, once, and no later failure undoes it.
   *
   * @param state the register right after the change
   * @param created whether there was no value before and is one now
   * @param replayed whether this is the first outcome of an operation that was applied earlier,
   *     under the same operation id; its value is empty if it was too long to be kept
   */
  record Committed<T>(Versioned<T> state, boolean created, boolean replayed)
      implements Outcome<T> {}

  /**
   * The change function declined. It had and will have no effect.
   *
   * @param current what it was shown; a quorum has accepted it
   */
  record Rejected<T>(Versioned<T> current, String reason) implements Outcome<T> {}

  /** Nothing was sent that could take effect, and nothing will: safe to try again. */
  record NotApplied<T>(String reason) implements Outcome<T> {}

  /** It took effect once, or will, or never: try again with the same operation id to learn. */
  record Unknown<T>(String reason) implements Outcome<T> {}

  /** Calls the one function that fits. */
  default <R> R fold(
      Function<? super Committed<T>, ? extends R> committed,
      Function<? super Rejected<T>, ? extends R> rejected,
      Function<? super NotApplied<T>, ? extends R> notApplied,
      Function<? super Unknown<T>, ? extends R> unknown) {
    if (this instanceof Committed<T> outcome) {
      return committed.apply(outcome);
    }
    if (this instanceof Rejected<T> outcome) {
      return rejected.apply(outcome);
    }
    if (this instanceof NotApplied<T> outcome) {
      return notApplied.apply(outcome);
    }
    return unknown.apply((Unknown<T>) this);
  }
}
