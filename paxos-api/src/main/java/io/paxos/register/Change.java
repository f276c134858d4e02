package io.paxos.register;

/**
 * A change function: decides on the next value from the current one.
 *
 * <p>It takes effect at most once, but may be called several times, by several threads one after
 * the other, each time with what the register then holds. It must not block and should have no
 * effects of its own. What it throws ends the call with that exception and changes nothing.
 */
@FunctionalInterface
public interface Change<T> {
  Decision<T> apply(Versioned<T> current);
}
